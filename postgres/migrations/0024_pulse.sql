-- +goose Up
-- Short anonymous surveys of staff. No row here belongs to one person: answers are counted one by one, so that not even two answers of the same person can be
-- joined, and nothing says when one was given.
create table pulse_rules (
    version integer primary key,
    body    jsonb not null,
    reason  text not null,
    by_id   text not null,
    made_at timestamptz not null
);

create table pulses (
    id         uuid primary key,
    from_day   date not null,
    until_day  date not null,
    closed_day date, -- when somebody closed it before its last day
    over       boolean not null default false,
    least      integer not null,
    questions  jsonb not null,
    reason     text not null default '', -- why it was closed early
    by_id      text not null,
    made_at    timestamptz not null
);
create unique index pulses_open on pulses ((true)) where not over;

create table pulse_areas (
    pulse_id uuid not null references pulses,
    area_id  uuid not null references areas,
    secret   text not null unique, -- of the link that everybody in the area has: no secret of a person, and printed again for each poster
    answers  integer not null default 0,
    primary key (pulse_id, area_id)
);

create table pulse_tallies (
    pulse_id uuid not null references pulses,
    area_id  uuid not null references areas,
    question text not null,
    step     integer not null,
    answers  integer not null,
    primary key (pulse_id, area_id, question, step)
);

-- What people wrote. Without a key, a number or a day, and always read in the order of the letters.
create table pulse_words (
    pulse_id uuid not null references pulses,
    area_id  uuid not null references areas,
    words    text not null
);
create index pulse_words_pulse on pulse_words (pulse_id, area_id);

-- The numbers of the forms that have been counted, while the pulse takes answers, so that one that is sent twice counts once. A number is made when the form
-- is drawn and belongs to nobody.
create table pulse_slips (
    pulse_id uuid not null references pulses,
    slip     bytea not null,
    primary key (pulse_id, slip)
);

create table attainment_gaps (
    id      uuid primary key,
    points  text not null,
    as_of   date not null,
    source  text not null,
    by_id   text not null,
    made_at timestamptz not null
);
create index cases_closed_child on cases (child_ref, closed) where closed is not null;
create index cases_opened on cases (opened);
