-- +goose Up
-- What is logged on site: requests of inspectors, concerns about children, the note of each day, and what was said at the end.
create table visit_entries (
    id               uuid primary key,
    visit_id         uuid references visits, -- null for a concern that came up without one
    kind             text not null,          -- request or concern
    rehearsal        boolean not null default false,
    focus            text not null default '',
    source           text not null default '', -- of a concern, as in readiness.ConcernSources
    child_id         uuid,                     -- ours; null when nobody is on the lists by that reference
    child_ref        text not null default '', -- the council's reference, as it was entered: never leaves the ledger but for a page
    inspector        text not null default '',
    area_id          uuid references areas,
    team_id          uuid references teams,
    owner_id         uuid references people,
    by_id            text not null, -- who logged it
    lead_id          text not null default '', -- who leads its visit
    status           text not null, -- 'planned' until its run has opened it, then as in readiness
    due              date not null,
    due_at           timestamptz not null,
    returned         integer not null default 0,
    answer           integer not null default 0, -- number of the text of the last answer
    answered_by      text not null default '',
    seq              integer not null default 0,
    next_at          timestamptz,
    next_roles       text[] not null default '{}',
    ahead            jsonb not null default '[]',
    reached          text not null default '',
    reached_at       timestamptz,
    because          text not null default '',
    rules_version    integer not null default 0,
    calendar_version text not null default '',
    planned          jsonb not null,
    state            jsonb,
    made_at          timestamptz not null,
    changed_at       timestamptz not null
);
create index visit_entries_of on visit_entries (visit_id, due_at, id);
create index visit_entries_live on visit_entries (due_at, id) where status in ('open', 'answered');

create table visit_entry_events (
    visit_entry_id uuid not null references visit_entries,
    seq            integer not null,
    kind           text not null,
    at             timestamptz not null,
    by_id          text not null,
    command_id     text not null,
    body           jsonb not null,
    primary key (visit_entry_id, seq)
);
create unique index visit_entry_events_command on visit_entry_events (visit_entry_id, command_id) where command_id <> '';

-- What people wrote about an entry. A text belongs to the event that came of the same command; one without such an event was refused, and is not shown.
create table visit_entry_texts (
    visit_entry_id uuid not null references visit_entries,
    number         integer not null,
    command_id     text not null,
    by_id          text not null,
    at             timestamptz not null,
    body           text not null,
    sha256         text not null,
    primary key (visit_entry_id, number)
);
create trigger visit_entry_texts_stay before update or delete on visit_entry_texts for each row execute function keep_as_written();

-- The note of the daily keep-in-touch meeting. Every one that was written stays; the last counts.
create table visit_days (
    visit_id uuid not null references visits,
    day      date not null,
    number   integer not null,
    said     text not null,
    present  text not null,
    follows  text not null,
    by_id    text not null,
    at       timestamptz not null,
    primary key (visit_id, day, number)
);
create trigger visit_days_stay before update or delete on visit_days for each row execute function keep_as_written();

create table visit_feedback (
    id       uuid primary key,
    visit_id uuid not null references visits,
    about    text not null,
    said     text not null,
    by_id    text not null,
    at       timestamptz not null
);
create index visit_feedback_of on visit_feedback (visit_id, at, id);
create trigger visit_feedback_stay before update or delete on visit_feedback for each row execute function keep_as_written();

create table visit_embargoes (
    visit_id uuid primary key references visits,
    until    date, -- the last day of it; null until it is lifted
    readers  text[] not null default '{}',
    lifted   date
);

