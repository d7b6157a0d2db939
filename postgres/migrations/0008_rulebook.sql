-- +goose Up
-- Whether reviews that ran already when a version was made take it.
alter table rulebook add column running text not null default 'take' check (running in ('keep', 'take'));
