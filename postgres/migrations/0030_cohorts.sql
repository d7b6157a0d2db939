-- +goose Up
-- Children as focus areas refer to them: an id of our own, and the council's pseudonymous reference. A child that is also a case has the case's reference.
create table children (
    id        uuid primary key,
    child_ref text not null unique,
    made_at   timestamptz not null
);

-- The lists that cohorts are made from, each time that one was brought in: lists 8 and 9 with an Annex A, the others by themselves.
create table cohort_lists (
    id        uuid primary key,
    list      text not null,
    on_day    date not null, -- that the list describes
    rows      integer not null,
    lacks     text[] not null default '{}', -- columns that it has not
    import_id uuid references imports,
    file      text not null default '',
    by_id     text not null,
    by_name   text not null,
    at        timestamptz not null
);
create index cohort_lists_newest on cohort_lists (list, on_day desc, at desc);
create table cohort_rows (
    list_id  uuid not null references cohort_lists,
    n        integer not null,
    child_id uuid not null references children,
    team_id  uuid references teams, -- null when the row names none that is known
    body     jsonb not null,        -- a readiness.CareLeaverRow, MissingRow or OwnRow
    primary key (list_id, n)
);
create index cohort_rows_child on cohort_rows (child_id);

-- A sheet of the council's own list on its way in. What was read of it goes when it was brought in or thrown away.
create table own_imports (
    id      uuid primary key,
    list    text not null,
    on_day  date not null,
    by_id   text not null,
    by_name text not null,
    at      timestamptz not null,
    file    text not null,
    sheet   jsonb,      -- null once it was brought in
    list_id uuid references cohort_lists
);

-- The version of each focus area by which its cohort is counted now, as a readiness.FocusPack.
create table cohort_packs (
    focus text primary key,
    code  text not null,
    body  jsonb not null,
    at    timestamptz not null
);

-- Who belonged to a focus area and had which red flags, by what the lists said on a day. How it moved is the difference between two.
create table cohort_stands (
    id        uuid primary key,
    focus     text not null,
    pack_code text not null,
    on_day    date not null,
    at        timestamptz not null,
    unique (focus, on_day)
);
create table cohort_members (
    stand_id uuid not null references cohort_stands,
    child_id uuid not null references children,
    team_id  uuid references teams,
    worker   text not null,
    since    date not null,
    flags    text[] not null,
    primary key (stand_id, child_id)
);

create table cohort_notes (
    id     uuid primary key,
    focus  text not null,
    flag   text not null,
    on_day date not null, -- of the movement that it is about
    kind   text not null,
    why    text not null,
    by_id  text not null,
    at     timestamptz not null
);
create index cohort_notes_flag on cohort_notes (focus, flag, on_day, at desc);

-- What was done about a red flag of a child. It holds until the child has the flag no more.
create table flag_answers (
    id       uuid primary key,
    focus    text not null,
    flag     text not null,
    child_id uuid not null references children,
    looked   text not null,
    did      text not null,
    by_id    text not null,
    at       timestamptz not null,
    ended_at timestamptz
);
create index flag_answers_child on flag_answers (focus, child_id, flag, at desc);

-- Looks at children of a focus area by people whose posts lie elsewhere: once for each person, child and day, as reads of cases.
create table child_reads (
    child_id  uuid not null references children,
    person_id text not null,
    day       date not null,
    at        timestamptz not null,
    primary key (child_id, person_id, day)
);
