-- +goose Up
-- The library of focus areas and run-ups: those that Sightline comes with and the council's own. What stands in it never changes, because a visit keeps the
-- version with which it was planned.
create table focus_packs (
    code     text primary key,
    focus    text not null, -- code of the focus area: the same in all its versions
    from_day date not null,
    own      boolean not null,
    body     jsonb not null, -- a readiness.FocusPack
    by_name  text not null default '', -- '' for one that Sightline comes with
    at       timestamptz not null
);
create table run_ups (
    code     text primary key,
    kind     text not null, -- as in readiness.VisitKinds
    from_day date not null,
    own      boolean not null,
    body     jsonb not null, -- a readiness.RunUp
    by_name  text not null default '', -- '' for one that Sightline comes with
    at       timestamptz not null
);
create trigger focus_packs_stay before update or delete on focus_packs for each row execute function keep_as_written();
create trigger run_ups_stay before update or delete on run_ups for each row execute function keep_as_written();

-- Packs and run-ups on their way into the library: a file that was chosen, or a copy that is being changed.
create table pack_drafts (
    id      uuid primary key,
    seq     integer not null default 1,
    by_id   text not null,
    by_name text not null,
    at      timestamptz not null,
    file    jsonb not null -- a readiness.PackFile
);
