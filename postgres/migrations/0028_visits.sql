-- +goose Up
-- Visits and inspections, their rehearsals, and the steps that prepare and follow them.
create table visits (
    id               uuid primary key,
    kind             text not null, -- as in readiness.VisitKinds
    name             text not null,
    rehearsal        boolean not null,
    run_up           text not null, -- code of its version
    status           text not null, -- 'unopened' until its run has recorded it, then as in readiness
    owner_id         uuid references people, -- who leads it
    called           date,
    on_day           date not null, -- the first day on site
    until_day        date not null,
    letter           date,          -- received
    due              date not null,
    moved            integer not null default 0,
    undecided        boolean not null default false, -- steps were left out at short notice, and the director has not decided
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
    state            jsonb, -- exactly what the run carries; null until it has begun
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
create index visits_newest on visits (on_day desc, id);
-- Two people may say at once that Ofsted have rung: one call is under way at a time, and one rehearsal.
create unique index visits_one_call on visits (rehearsal) where kind in ('short', 'standard') and status in ('unopened', 'planned', 'preparing', 'on_site');

create table visit_events (
    visit_id   uuid not null references visits,
    seq        integer not null,
    kind       text not null,
    at         timestamptz not null,
    by_id      text not null,
    command_id text not null,
    body       jsonb not null,
    primary key (visit_id, seq)
);
create unique index visit_events_command on visit_events (visit_id, command_id) where command_id <> '';

create table visit_steps (
    id               uuid primary key,
    visit_id         uuid not null references visits,
    place            integer not null, -- in the order of its run-up
    code             text not null,
    focus            text not null,    -- code of the focus area, '' for the whole visit
    gate             text not null,    -- as in readiness.GateKinds
    area_id          uuid references areas,
    owner_id         uuid references people,
    status           text not null,    -- 'planned' until its run has opened it, then as in readiness
    over             boolean not null default false,
    due              date,             -- null while the day that it counts from is not known
    done_on          date,
    late             integer not null default 0, -- working days after its day, when it was done
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
    unique (visit_id, code, focus)
);
create index visit_steps_of on visit_steps (visit_id, place, focus);
create index visit_steps_live on visit_steps (due, id) where not over and status in ('open', 'waiver_asked');

create table visit_step_events (
    visit_step_id uuid not null references visit_steps,
    seq           integer not null,
    kind          text not null,
    at            timestamptz not null,
    by_id         text not null,
    command_id    text not null,
    body          jsonb not null,
    primary key (visit_step_id, seq)
);
create unique index visit_step_events_command on visit_step_events (visit_step_id, command_id) where command_id <> '';

-- Which kinds of rules there are is the program's to know: the list here had stayed behind it, and refused the rules of self-assessments.
alter table rulebook drop constraint rulebook_kind_check;
