-- +goose Up
-- The grades that inspectors gave, as their reports and letters have them. An entry never changes: a wrong one is replaced by a newer one.
create table inspections (
    id           uuid primary key,
    framework    text not null, -- its code, whose grades these are
    reference    text not null,
    inspected_on date not null, -- the last day of the inspection
    received_on  date not null,
    grades       jsonb not null, -- of judgement areas and criteria, by code
    replaces     uuid unique references inspections, -- so that an entry is put right once, and then its newer one
    why          text not null default '',
    by_id        text not null,
    at           timestamptz not null,
    check (received_on >= inspected_on)
);
create trigger inspections_stay before update or delete on inspections for each row execute function keep_as_written();
