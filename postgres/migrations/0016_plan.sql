-- +goose Up
-- What an inspection, an audit, a forum or anybody else found, and improvement actions answer.
create table findings_of_practice (
    id          uuid primary key,
    source      text not null, -- as in readiness.FindingSources
    reference   text not null,
    found_on    date not null,
    received_on date, -- when the report came: clocks that count from it do not run without
    text        text not null,
    severity    text not null,
    theme       text not null,
    area_id     uuid references areas,
    repeats     uuid references findings_of_practice,
    made_by     text not null,
    made_at     timestamptz not null
);
create index findings_of_practice_found on findings_of_practice (found_on desc, id desc);

create table actions (
    id               uuid primary key,
    area_id          uuid references areas, -- null for the whole council
    owner_id         uuid references people,
    sponsor_id       uuid references people,
    verifier_id      uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    title            text not null,
    theme            text not null,
    reference        text not null,
    start            date not null,
    due              date not null,
    pressing         date not null, -- by when somebody has to do something: the owner, who checks it, or who re-tests it
    opened           date,
    seq              integer not null default 0,
    progress         text not null default '',
    said_on          date,
    claimed_on       date,
    look_by          date,
    verified         date,
    retest_on        date,
    moves            integer not null default 0,
    sent_backs       integer not null default 0,
    reopened         integer not null default 0,
    carried          integer not null default 0,
    next_at          timestamptz, -- when something happens by itself
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]', -- the rungs still ahead: [{at, roles}]
    reached          text not null default '',    -- whom a waiting escalation reached
    reached_at       timestamptz,
    because          text not null default '',
    boards           text[] not null default '{}',
    supports         integer not null default 0, -- pieces of evidence in force, counted whenever one comes or goes
    against          integer not null default 0,
    figures          integer not null default 0, -- of them, those that are data
    newest           date,                       -- the latest day that one of them shows
    plan_version     integer not null default 0,
    ladder_version   integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb, -- exactly what the run carries; null while planned
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
-- The council's own number of an action: an import knows it again by it.
create unique index actions_reference on actions (lower(reference)) where reference <> '';
create index actions_pressing on actions (pressing, id);
-- The board counts themes from the first alone, and begins its list with the second.
create index actions_theme on actions (theme) include (status, due, sent_backs, reopened, supports, against, figures, newest);
create index actions_live on actions (pressing, id) where status <> 'planned' and status not in ('lasted', 'dropped');
create index actions_owner on actions (owner_id, due) where status not in ('lasted', 'dropped');
create index actions_checked on actions (look_by, id) where status in ('proposed', 'claimed', 'retest');
create index actions_waiting on actions (reached, reached_at) where reached <> '';

create table action_events (
    action_id  uuid not null references actions,
    seq        integer not null,
    kind       text not null,
    at         timestamptz not null,
    by_id      text not null, -- a person, or clock, sweep
    command_id text not null,
    body       jsonb not null,
    primary key (action_id, seq)
);
create unique index action_events_command on action_events (action_id, command_id) where command_id <> '';

-- Which actions wait for which, and which findings an action answers: what the state says, as rows.
create table action_needs (
    action_id uuid not null references actions,
    needs_id  uuid not null references actions,
    primary key (action_id, needs_id)
);
create index action_needs_of on action_needs (needs_id);
create table action_answers (
    action_id  uuid not null references actions,
    finding_id uuid not null references findings_of_practice,
    primary key (action_id, finding_id)
);
create index action_answers_of on action_answers (finding_id);

create table evidence (
    id          uuid primary key,
    kind        text not null, -- as in readiness.EvidenceKinds
    bears       text not null check (bears in ('supports', 'contradicts')),
    title       text not null,
    text        text not null,
    shows_on    date not null, -- what it shows was so on this day
    from_day    date,          -- the period that it covers
    until_day   date,
    review_by   date,
    replaces    uuid references evidence,
    withdrawn   date,
    withdrawn_by text not null default '',
    why         text not null default '', -- it was withdrawn
    looked_like text[] not null default '{}', -- what the check took for something about a child, and whoever attached it kept
    made_by     text not null,
    made_at     timestamptz not null
);
create table evidence_files (
    evidence_id uuid primary key references evidence,
    name        text not null,
    media_type  text not null,
    size        integer not null,
    sha256      bytea not null,
    body        bytea not null
);
alter table evidence_files alter column body set storage external; -- what people attach is compressed already
create table evidence_links (
    evidence_id uuid not null references evidence,
    subject     text not null, -- "action/…"
    by_id       text not null,
    at          timestamptz not null,
    primary key (subject, evidence_id)
);
create index evidence_links_of on evidence_links (evidence_id);
create table evidence_opened (
    evidence_id uuid not null references evidence,
    person_id   text not null,
    at          timestamptz not null
);
create index evidence_opened_of on evidence_opened (evidence_id, at desc);

alter table actions set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02); -- as of cases and reviews (0015)

alter table notices add column action_id uuid references actions;
create index notices_action on notices (action_id, seq) where action_id is not null;
alter table rulebook drop constraint rulebook_kind_check;
alter table rulebook add constraint rulebook_kind_check check (kind in ('review_rules', 'ladder', 'closures', 'timetable', 'plan'));
