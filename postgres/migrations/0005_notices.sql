-- +goose Up
create table mails (
    id        uuid primary key,
    key       text not null unique,
    kind      text not null,
    person_id uuid references people,
    address   text not null,
    subject   text not null,
    text      text not null,
    html      text not null,
    at        timestamptz not null,
    sent      timestamptz, -- null when it was only kept
    failed    text not null default ''
);
create index mails_at on mails (at desc, id desc);

create table notices (
    id        uuid primary key,
    subject   text not null, -- "review/…", "case/…", "sweep"
    key       text not null,
    person_id uuid not null references people,
    kind      text not null,
    why       text not null,
    review_id uuid references reviews,
    seq       integer not null default 0, -- the review's event that asked for it
    made_at   timestamptz not null,
    mail_id   uuid references mails,
    mailed_at timestamptz,
    unique (subject, key, person_id)
);
create index notices_unmailed on notices (person_id, made_at) where mail_id is null;
create index notices_review on notices (review_id, seq);

-- What one person's digest of a day holds: fixed when it is first asked for, so that every try of the mail is the same.
create table digests (
    person_id uuid not null references people,
    day       date not null,
    notices   uuid[] not null,
    anchor    text not null,
    made_at   timestamptz not null,
    primary key (person_id, day)
);

create table runs (
    id   bigint generated always as identity primary key,
    kind text not null check (kind in ('sweep', 'digest')),
    at   timestamptz not null,
    day  date not null,
    by   text not null,
    body jsonb not null
);
create index runs_kind on runs (kind, at desc);

create table beats (
    worker text primary key,
    at     timestamptz not null
);
