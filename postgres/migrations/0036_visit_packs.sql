-- +goose Up
-- The packs of visits: frozen when they were made. The lists say on what the figures rest, so that a page can say when newer ones were brought in.
create table visit_packs (
    id        uuid primary key,
    visit_id  uuid not null references visits,
    number    integer not null,
    kind      text not null, -- as in readiness.VisitPackKinds
    by_id     text not null,
    by_name   text not null,
    at        timestamptz not null,
    import_id uuid references imports, -- the last Annex A; null when there was none
    lists     text[] not null,         -- codes of the lists that its focus areas are made from
    list_ids  uuid[] not null,         -- the newest of each that was there
    body      jsonb not null,          -- readiness.FrozenPack
    unique (visit_id, number)
);
-- +goose StatementBegin
create function visit_packs_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a pack of a visit never changes';
end $$;
-- +goose StatementEnd
create trigger visit_packs_stay before update or delete on visit_packs for each row execute function visit_packs_stay();
