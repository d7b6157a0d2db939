-- +goose Up
create table imports (
    id         uuid primary key,
    status     text not null,
    taken_on   date not null,
    bytes      bigint not null,
    by_id      text not null,
    by_name    text not null,
    at         timestamptz not null,
    done       integer not null default 0,
    total      integer not null default 0,
    layout     text not null default '',
    lists      jsonb not null default '[]',
    errors     integer not null default 0,
    queries    integer not null default 0,
    infos      integer not null default 0,
    refusal    text not null default '',
    changes    jsonb not null default '{}',
    extract    jsonb, -- what the upload said, without names: kept on record
    decided_by text not null default '',
    decided_at timestamptz
);
create index imports_at on imports (at desc);

-- The files carry names, so their bytes go when the import ends; name, size and digest stay.
create table import_files (
    import_id uuid not null references imports,
    position  integer not null,
    name      text not null,
    sha256    bytea not null,
    data      bytea,
    primary key (import_id, position)
);
alter table import_files alter column data set storage external; -- workbooks are compressed already

create table import_findings (
    import_id uuid not null references imports,
    n         integer not null,
    list      integer not null,
    sheet     text not null,
    line      integer not null,
    field     text not null,
    rule      text not null,
    severity  text not null,
    found     text not null,
    message   text not null,
    fix       text not null,
    left_out  boolean not null,
    primary key (import_id, n)
);

create table cases (
    id           uuid primary key,
    child_ref    text not null, -- the council's pseudonymous reference
    team_id      uuid references teams,
    worker       text not null default '',
    legal_status text not null default '',
    need         text not null default '',
    spells       jsonb not null,
    last_seen    date,
    opened       date not null,
    closed       date,
    made_at      timestamptz not null,
    changed_at   timestamptz not null
);
create unique index cases_open_child on cases (child_ref) where closed is null;
create index cases_child on cases (child_ref);
create index cases_team on cases (team_id) where closed is null;

create table import_changes (
    import_id uuid not null references imports,
    n         integer not null,
    kind      text not null,
    case_id   uuid references cases, -- null for a new case until the import is applied
    child_ref text not null,
    was       text not null default '',
    becomes   text not null default '',
    vanished  boolean not null,
    primary key (import_id, n)
);
create index import_changes_case on import_changes (case_id);

create table exclusions (
    id        uuid primary key,
    case_id   uuid not null references cases,
    reason    text not null,
    from_day  date not null,
    until_day date not null,
    note      text not null default '',
    by_id     text not null,
    by_name   text not null,
    made_at   timestamptz not null,
    ended_at  timestamptz,
    ended_by  text not null default ''
);
create index exclusions_case on exclusions (case_id);

-- That the first word about a threshold went out, so that it goes out once.
create table alerts (
    case_id   uuid not null references cases,
    threshold integer not null,
    at        timestamptz not null,
    primary key (case_id, threshold)
);
