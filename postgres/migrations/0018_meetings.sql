-- +goose Up
-- Meetings that come again and again, and the points that they raise.
create table meeting_series (
    id          uuid primary key,
    name        text not null,
    kind        text not null, -- as in readiness.MeetingKinds
    purpose     text not null,
    convenor_id uuid not null references people,
    weekday     text not null,
    every       text not null,
    weeks       integer not null,
    from_day    date not null,
    ended       date,
    members     jsonb not null default '[]', -- [{name, area_id}]
    made_at     timestamptz not null
);
create unique index meeting_series_name on meeting_series (lower(name)) where ended is null;

create table meetings (
    id        uuid primary key,
    series_id uuid not null references meeting_series,
    on_day    date not null,
    was_day   date,
    agenda    text not null default '',
    held      boolean not null default false,
    came      integer not null default 0,
    note      text not null default '',
    cancelled boolean not null default false,
    reason    text not null default '',
    made_at   timestamptz not null,
    unique (series_id, on_day)
);
create index meetings_ahead on meetings (on_day) where not held and not cancelled;

create table points (
    id               uuid primary key,
    series_id        uuid not null references meeting_series,
    meeting_id       uuid not null references meetings,
    area_id          uuid references areas, -- null for the whole council
    owner_id         uuid references people,
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    said             text not null,
    theme            text not null,
    chief            boolean not null,
    raised           date not null,
    due              date not null,
    pressing         date not null,
    seq              integer not null default 0,
    outcome          text not null default '',
    we_did           text not null default '',
    answered_on      date,
    hear_by          date,
    not_heard        integer not null default 0,
    next_at          timestamptz,
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]',
    reached          text not null default '',
    reached_at       timestamptz,
    because          text not null default '',
    looked_like      text[] not null default '{}', -- what the check took for something about a child, and whoever entered it kept
    plan_version     integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb, -- exactly what the run carries; null while planned
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
create index points_pressing on points (pressing, id);
create index points_live on points (pressing, id) where status in ('open', 'answered');
create index points_meeting on points (meeting_id);
create index points_series on points (series_id, status);

create table point_events (
    point_id   uuid not null references points,
    seq        integer not null,
    kind       text not null,
    at         timestamptz not null,
    by_id      text not null,
    command_id text not null,
    body       jsonb not null,
    primary key (point_id, seq)
);
create unique index point_events_command on point_events (point_id, command_id) where command_id <> '';

-- Which improvement actions an answer names.
create table point_actions (
    point_id  uuid not null references points,
    action_id uuid not null references actions,
    primary key (point_id, action_id)
);
create index point_actions_of on point_actions (action_id);

alter table notices add column point_id uuid references points;
create index notices_point on notices (point_id, seq) where point_id is not null;
