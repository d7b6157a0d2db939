-- +goose Up
-- That this ledger holds the demonstration council, and nothing real. At most one row; finished_at is null while its history is being made.
create table demo (
    one         boolean primary key default true check (one),
    seed        bigint not null,
    council     text not null,
    made_at     timestamptz not null,
    finished_at timestamptz
);
