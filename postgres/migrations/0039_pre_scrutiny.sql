-- +goose Up
-- Requests of scrutiny to see decisions of the cabinet before they are taken.
create table pre_scrutinies (
    id               uuid primary key,
    series_id        uuid not null references meeting_series,
    owner_id         uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    title            text not null, -- of the decision
    why              text not null,
    plan_link        text not null,
    asked            date not null,
    decides          date not null,
    meets_on         date,
    due              date not null,
    pressing         date not null,
    recommended      integer not null default 0,
    outcome          text not null default '',
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
    state            jsonb, -- exactly what the run carries; null while planned
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
create index pre_scrutinies_pressing on pre_scrutinies (pressing, id);
create index pre_scrutinies_series on pre_scrutinies (series_id, status);

create table pre_scrutiny_events (
    pre_scrutiny_id uuid not null references pre_scrutinies,
    seq             integer not null,
    kind            text not null,
    at              timestamptz not null,
    by_id           text not null,
    command_id      text not null,
    body            jsonb not null,
    primary key (pre_scrutiny_id, seq)
);
create unique index pre_scrutiny_events_command on pre_scrutiny_events (pre_scrutiny_id, command_id) where command_id <> '';

-- What scrutiny recommended, as it stands in the register of findings.
create table pre_scrutiny_findings (
    pre_scrutiny_id uuid not null references pre_scrutinies,
    number          integer not null,
    finding_id      uuid not null references findings_of_practice,
    primary key (pre_scrutiny_id, number)
);
