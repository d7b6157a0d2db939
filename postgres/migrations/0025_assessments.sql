-- +goose Up
-- Self-assessments: cycles, their criteria, what was written, and published cycles exactly as they were signed.
create table assessments (
    id               uuid primary key,
    kind             text not null, -- as in readiness.CycleKinds
    name             text not null,
    framework        text not null, -- its code
    status           text not null, -- 'unopened' until its run has recorded it, then as in readiness
    lead_id          uuid references people,
    owner_id         uuid references people,
    before_id        uuid references assessments, -- whose texts are carried over
    starts           date not null,
    draft_by         date not null,
    sign_by          date not null,
    due              date not null,
    published_on     date,
    seq              integer not null default 0,
    next_at          timestamptz,
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]',
    reached          text not null default '',
    reached_at       timestamptz,
    because          text not null default '',
    plan_version     integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb, -- exactly what the run carries; null until it has begun
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
create index assessments_newest on assessments (starts desc, id);

create table assessment_events (
    assessment_id uuid not null references assessments,
    seq           integer not null,
    kind          text not null,
    at            timestamptz not null,
    by_id         text not null,
    command_id    text not null,
    body          jsonb not null,
    primary key (assessment_id, seq)
);
create unique index assessment_events_command on assessment_events (assessment_id, command_id) where command_id <> '';

-- One criterion of one cycle.
create table appraisals (
    id               uuid primary key,
    assessment_id    uuid not null references assessments,
    section          text not null,
    criterion        text not null,
    place            integer not null, -- in the order of the framework
    area_id          uuid references areas,
    owner_id         uuid references people, -- whose turn it is
    author_id        uuid references people,
    challenger_id    uuid references people,
    third_id         uuid references people,
    lead_id          uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    due              date not null,
    version          integer not null default 0,
    sha256           text not null default '',
    grade            text not null default '', -- that the author proposes
    confidence       text not null default '',
    challenged       text not null default '', -- the challenger's
    challenged_by    text not null default '', -- person id
    third_grade      text not null default '',
    agreed           text not null default '',
    returned         integer not null default 0,
    seq              integer not null default 0,
    next_at          timestamptz,
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]',
    reached          text not null default '',
    reached_at       timestamptz,
    because          text not null default '',
    plan_version     integer not null default 0,
    ladder_version   integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb,
    made_at          timestamptz not null,
    changed_at       timestamptz not null,
    unique (assessment_id, criterion)
);
create index appraisals_of on appraisals (assessment_id, place);
create index appraisals_live on appraisals (due, id) where status in ('writing', 'challenge', 'third_review', 'moderation');
create index appraisals_criterion on appraisals (criterion);

create table appraisal_events (
    appraisal_id uuid not null references appraisals,
    seq          integer not null,
    kind         text not null,
    at           timestamptz not null,
    by_id        text not null,
    command_id   text not null,
    body         jsonb not null,
    primary key (appraisal_id, seq)
);
create unique index appraisal_events_command on appraisal_events (appraisal_id, command_id) where command_id <> '';

-- What was written: the canonical bytes, whose hash is signed.
create table appraisal_versions (
    appraisal_id uuid not null references appraisals,
    number       integer not null,
    body         text not null,
    sha256       text not null,
    by_id        text not null,
    at           timestamptz not null,
    primary key (appraisal_id, number)
);

create table appraisal_drafts (
    appraisal_id uuid not null references appraisals,
    person_id    uuid not null references people,
    base         integer not null,
    fields       jsonb not null,
    saved_at     timestamptz not null,
    primary key (appraisal_id, person_id)
);

create table assessment_seals (
    assessment_id uuid primary key references assessments,
    document      text not null,
    sha256        text not null,
    at            timestamptz not null
);

-- +goose StatementBegin
create function keep_as_written() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    raise exception 'what was written or sealed does not change';
end $$;
-- +goose StatementEnd
create trigger appraisal_versions_stay before update or delete on appraisal_versions for each row execute function keep_as_written();
create trigger assessment_seals_stay before update or delete on assessment_seals for each row execute function keep_as_written();
