-- +goose Up
create table areas (
    id      uuid primary key,
    name    text not null,
    made_at timestamptz not null
);
create unique index areas_name on areas (lower(name));

create table teams (
    id      uuid primary key,
    name    text not null unique,
    area_id uuid references areas,
    made_at timestamptz not null
);
create index teams_area on teams (area_id);

create table people (
    id           uuid primary key,
    name         text not null,
    email        text not null,
    active       boolean not null default true,
    password     text not null default '', -- argon2id; '' until somebody chose one
    last_sign_in timestamptz,
    made_at      timestamptz not null
);
create unique index people_email on people (lower(email));

create table posts (
    id        uuid primary key,
    person_id uuid not null references people,
    role      text not null,
    area_id   uuid references areas, -- of an area head
    team_id   uuid references teams, -- of a team manager
    from_day  date not null,
    until_day date,
    check (until_day is null or until_day >= from_day),
    check ((role = 'area_head') = (area_id is not null)),
    check ((role = 'team_manager') = (team_id is not null))
);
create index posts_person on posts (person_id);

create table deputies (
    id        uuid primary key,
    person_id uuid not null references people, -- who is away
    deputy_id uuid not null references people,
    from_day  date not null,
    until_day date not null,
    check (person_id <> deputy_id),
    check (until_day >= from_day)
);
create index deputies_person on deputies (person_id);
create index deputies_deputy on deputies (deputy_id);

create table welcome_links (
    hash       bytea primary key, -- sha256 of the secret
    person_id  uuid not null references people,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz -- used, or replaced by a newer one
);
create index welcome_links_person on welcome_links (person_id);

create table sign_in_failures (
    account bytea not null, -- sha256 of the address typed, which may be nobody's
    place   text not null,  -- where the try came from
    at      timestamptz not null
);
create index sign_in_failures_account on sign_in_failures (account, at);
create index sign_in_failures_place on sign_in_failures (place, at);

create table sessions (
    hash       bytea primary key, -- sha256 of the token
    person_id  uuid references people,
    data       bytea not null,
    user_agent text not null default '',
    created    timestamptz not null,
    last_seen  timestamptz not null,
    expires    timestamptz not null
);
create index sessions_person on sessions (person_id);
create index sessions_expires on sessions (expires);

create table tokens (
    id        uuid primary key,
    person_id uuid not null references people,
    name      text not null,
    prefix    text not null,
    hash      bytea not null unique, -- sha256 of the secret
    scopes    text[] not null,
    until_day date not null,
    last_used date,
    made_at   timestamptz not null,
    ended_at  timestamptz
);
create index tokens_person on tokens (person_id);
