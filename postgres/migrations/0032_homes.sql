-- +goose Up
-- Visits to children's homes under regulation 44, a register: homes, who visits them, what each visit found and what became of what it recommended. Nothing here
-- names a child.
create table childrens_homes (
    id        uuid primary key,
    name      text not null,
    run_by    text not null check (run_by in ('council', 'provider')),
    provider  text not null,
    manager   text not null,
    places    integer not null,
    area_id   uuid references areas,
    from_day  date not null, -- from which its visits are kept here
    until_day date,
    made_by   text not null,
    made_at   timestamptz not null
);
create unique index childrens_homes_name on childrens_homes (lower(name));

create table home_visitors (
    id          uuid primary key,
    name        text not null,
    role        text not null,
    person_id   uuid references people,
    from_day    date not null,
    until_day   date,
    declaration jsonb not null, -- where they work, and their ties
    made_by     text not null,
    made_at     timestamptz not null
);

create table home_visits (
    id          uuid primary key,
    home_id     uuid not null references childrens_homes,
    visitor_id  uuid not null references home_visitors,
    on_day      date not null,
    announced   boolean not null,
    held        boolean not null,
    why         text not null default '', -- this visitor, although something was asked about them
    cancelled   text not null default '', -- why it is not made
    evidence_id uuid references evidence, -- that its report was made
    made_by     text not null,
    made_at     timestamptz not null
);
create index home_visits_of on home_visits (home_id, on_day desc);

create table home_reports (
    visit_id uuid primary key references home_visits,
    body     jsonb not null,
    by_id    text not null,
    at       timestamptz not null
);

create table home_report_drafts (
    visit_id  uuid not null references home_visits,
    person_id uuid not null references people,
    fields    jsonb not null,
    saved_at  timestamptz not null,
    primary key (visit_id, person_id)
);

create table home_copies (
    visit_id  uuid not null references home_visits,
    recipient text not null, -- as in readiness.HomeRules
    whom      text not null default '',
    on_day    date not null,
    by_id     text not null,
    at        timestamptz not null,
    primary key (visit_id, recipient, whom)
);

create table home_recommendations (
    id          uuid primary key,
    visit_id    uuid not null references home_visits,
    text        text not null,
    standard    text not null default '',
    due         date not null,
    looked_like text[] not null default '{}',
    finding_id  uuid references findings_of_practice, -- in the improvement plan
    closed      date,
    outcome     text not null default '' check (outcome in ('', 'done', 'declined')),
    why         text not null default '',
    closed_by   text not null default '',
    made_by     text not null,
    made_at     timestamptz not null
);
create index home_recommendations_of on home_recommendations (visit_id);
