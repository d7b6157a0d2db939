-- +goose Up
-- Samples of visits' focus areas, and the audits of the children who were drawn. Child ids are those of children; a sample also keeps the references that it was
-- drawn among, so that anybody who may see them can draw it again.
create table samples (
    id          uuid primary key,
    visit_id    uuid not null references visits,
    focus       text not null,
    seed        text not null,
    on_day      date not null,
    by_id       text not null,
    deep        integer not null,
    dip         integer not null,
    risk        integer not null,
    rest_months integer not null,
    among       jsonb not null, -- readiness.SampleChild, in the order of their ids
    made_at     timestamptz not null,
    unique (visit_id, focus)
);
create table sample_places (
    sample_id uuid not null references samples,
    n         integer not null, -- in the order in which children came in
    place     integer not null,
    kind      text not null,    -- 'deep' or 'dip'
    child_id  uuid not null,
    why       text not null default '', -- the child was replaced: as in readiness.ReplaceReasons
    note      text not null default '',
    by_id     text not null default '',
    on_day    date,
    primary key (sample_id, n),
    unique (sample_id, child_id)
);

create table case_audits (
    id               uuid primary key,
    visit_id         uuid not null references visits,
    focus            text not null,
    pack             text not null,    -- code of the pack with the form
    child_id         uuid not null,
    place            integer not null, -- in the sample
    round            integer not null, -- 2 when the child is audited again after the visit
    before_id        uuid references case_audits,
    area_id          uuid references areas,
    team_id          uuid references teams,
    owner_id         uuid references people, -- whose turn it is
    auditor_id       uuid references people,
    moderator_id     uuid references people,
    third_id         uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    due              date,
    audited_by       text not null default '', -- person id of who sent it
    moderated_on     date,
    overall          text not null default '', -- the grade that stands
    concerns         integer not null default 0,
    seq              integer not null default 0,
    next_at          timestamptz,
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]',
    reached          text not null default '',
    reached_at       timestamptz,
    because          text not null default '',
    rules_version    integer not null default 0,
    ladder_version   integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb,
    made_at          timestamptz not null,
    changed_at       timestamptz not null,
    unique (visit_id, focus, child_id, round)
);
create index case_audits_live on case_audits (due, id) where status not in ('planned', 'done', 'withdrawn');
create index case_audits_child on case_audits (child_id, moderated_on);

create table case_audit_events (
    case_audit_id uuid not null references case_audits,
    seq           integer not null,
    kind          text not null,
    at            timestamptz not null,
    by_id         text not null,
    command_id    text not null,
    body          jsonb not null,
    primary key (case_audit_id, seq)
);
create unique index case_audit_events_command on case_audit_events (case_audit_id, command_id) where command_id <> '';

-- What people wrote about a case: the canonical bytes under their hash.
create table case_audit_texts (
    case_audit_id uuid not null references case_audits,
    part          text not null, -- as in readiness.CaseAuditTexts
    number        integer not null,
    body          text not null,
    sha256        text not null,
    by_id         text not null,
    at            timestamptz not null,
    primary key (case_audit_id, part, number)
);
create trigger case_audit_texts_stay before update or delete on case_audit_texts for each row execute function keep_as_written();

create table case_audit_drafts (
    case_audit_id uuid not null references case_audits,
    part          text not null,
    person_id     uuid not null references people,
    base          integer not null,
    fields        jsonb not null,
    saved_at      timestamptz not null,
    primary key (case_audit_id, part, person_id)
);
