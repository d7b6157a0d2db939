-- +goose Up
create table reviews (
    id               uuid primary key,
    case_id          uuid not null references cases,
    area_id          uuid references areas,
    team_id          uuid references teams,
    owner_id         uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    due              date not null,
    seq              integer not null default 0,
    basis            jsonb not null,
    since            date not null,
    opened           date,
    put_offs         integer not null default 0,
    next_at          timestamptz, -- when something happens by itself
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]', -- the rungs still ahead: [{at, roles}]
    reached          text not null default '', -- whom a waiting escalation reached
    reached_at       timestamptz,
    because          text not null default '',
    outcome          text not null default '',
    sent_by          text not null default '', -- person id of who submitted
    sent_on          date,
    signed_by        text not null default '',
    signed_on        date,
    next_due         date,
    rules_version    integer not null default 0,
    ladder_version   integer not null default 0,
    calendar_version text not null default '',
    opening          jsonb not null,
    state            jsonb, -- exactly what the run carries; null while planned
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
-- At most one live review per case, whatever asks for one.
create unique index reviews_live on reviews (case_id) where status not in ('signed_off', 'overtaken');
create index reviews_case on reviews (case_id);
create index reviews_due on reviews (due, id) where status not in ('signed_off', 'overtaken');
create index reviews_area on reviews (area_id) where status not in ('signed_off', 'overtaken');
create index reviews_team on reviews (team_id) where status not in ('signed_off', 'overtaken');
create index reviews_owner on reviews (owner_id) where status not in ('signed_off', 'overtaken');
create index reviews_next on reviews (next_at) where status not in ('signed_off', 'overtaken');
create index reviews_signed on reviews (case_id, signed_on) where status = 'signed_off';

create table review_events (
    review_id  uuid not null references reviews,
    seq        integer not null,
    kind       text not null,
    at         timestamptz not null,
    by_id      text not null, -- a person, or clock, sweep, import
    command_id text not null,
    body       jsonb not null,
    primary key (review_id, seq)
);
create unique index review_events_command on review_events (review_id, command_id) where command_id <> '';

create table drafts (
    review_id uuid not null references reviews,
    person_id uuid not null references people,
    fields    jsonb not null,
    saved_at  timestamptz not null,
    primary key (review_id, person_id)
);
