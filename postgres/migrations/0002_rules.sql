-- +goose Up
create table rulebook (
    kind    text not null check (kind in ('review_rules', 'ladder', 'closures')),
    version integer not null,
    body    jsonb not null,
    made_by text not null,
    made_at timestamptz not null,
    reason  text not null,
    primary key (kind, version)
);

-- What a command of a register answered, so that the same command again gets the same answer and does nothing.
create table commands (
    actor  text not null,
    id     text not null,
    action text not null,
    answer jsonb,
    at     timestamptz not null,
    primary key (actor, id)
);

-- What the API answered, for programs that ask again under the same key.
create table answers (
    actor     text not null,
    key       text not null,
    asked     text not null, -- method and path
    body_hash bytea not null,
    begun_at  timestamptz not null,
    answer    bytea, -- null while it is being answered
    primary key (actor, key)
);
create index answers_begun on answers (begun_at);
