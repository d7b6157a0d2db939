-- +goose Up
-- Which mails somebody wants. Without a row: wanted.
create table preferences (
    person_id  uuid not null references people,
    kind       text not null,
    wanted     boolean not null,
    changed_at timestamptz not null,
    primary key (person_id, kind)
);

-- The secrets in the links with which a mail's kind can be turned off. They are kept readable, as the mails that hold them are: all that one can do
-- with such a secret is to turn off mails that the home page shows anyway.
create table mail_stops (
    secret    text primary key,
    person_id uuid not null references people,
    kind      text not null,
    made_at   timestamptz not null,
    unique (person_id, kind)
);

-- A notice made while its kind was turned off is never mailed, also not when the kind is turned on again; it stands on pages all the same.
alter table notices add column unwanted boolean not null default false;
-- For whom a deputy hears it.
alter table notices add column for_id uuid references people;
drop index notices_unmailed;
create index notices_unmailed on notices (person_id, made_at) where mail_id is null and not unwanted;

-- The addresses that calendar programs read, by the hash of their secret.
create table feeds (
    id        uuid primary key,
    person_id uuid not null references people,
    hash      bytea not null unique,
    made_at   timestamptz not null,
    ended_at  timestamptz,
    last_read date
);
create unique index feeds_live on feeds (person_id) where ended_at is null;
create index reviews_owner_changed on reviews (owner_id, changed_at);
