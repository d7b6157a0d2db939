-- +goose Up
-- The library of inspection frameworks: those that Sightline comes with and the council's own. What stands in it never changes, because a self-assessment
-- keeps the version that it was made under; only the last day of a version becomes known when the next one is announced.
create table frameworks (
    code      text primary key,
    from_day  date not null,
    until_day date, -- null while no end is known
    own       boolean not null,
    body      jsonb not null, -- a readiness.Framework
    by_name   text not null default '', -- '' for one that Sightline comes with
    at        timestamptz not null
);
create table crosswalks (
    from_code text not null references frameworks,
    to_code   text not null references frameworks,
    body      jsonb not null, -- a readiness.Crosswalk
    primary key (from_code, to_code)
);
-- +goose StatementBegin
create function frameworks_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.until_day is null
        and (old.code, old.from_day, old.own, old.body, old.by_name, old.at) is not distinct from (new.code, new.from_day, new.own, new.body, new.by_name, new.at) then
        return new;
    end if;
    raise exception 'a framework never changes: make a new version under another code';
end $$;
create function crosswalks_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a crosswalk never changes';
end $$;
-- +goose StatementEnd
create trigger frameworks_stay before update or delete on frameworks for each row execute function frameworks_stay();
create trigger crosswalks_stay before update or delete on crosswalks for each row execute function crosswalks_stay();

-- Frameworks on their way into the library: a file that was chosen, or a copy that is being changed.
create table framework_drafts (
    id      uuid primary key,
    seq     integer not null default 1,
    by_id   text not null,
    by_name text not null,
    at      timestamptz not null,
    file    jsonb not null -- a readiness.FrameworkFile
);
