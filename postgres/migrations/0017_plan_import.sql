-- +goose Up
-- An improvement plan that is brought in from a spreadsheet. The sheet holds names of staff, and is forgotten after 90 days.
create table plan_imports (
    id      uuid primary key,
    by_id   text not null,
    by_name text not null,
    at      timestamptz not null,
    sheet   jsonb not null,               -- what was read from the file: headings and rows, as text
    mapping jsonb,                        -- what its columns are; null until somebody has said so
    done    jsonb,                        -- what bringing it in came to; null until it was brought in
    answers jsonb not null default '[]'   -- to the changes of actions that were there already, one by one
);
create index plan_imports_at on plan_imports (at desc);
