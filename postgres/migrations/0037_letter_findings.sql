-- +goose Up
-- A finding can come from the letter of a visit, and be about some focus areas; one that is about none counts for each.
alter table findings_of_practice add column visit_id uuid references visits;
alter table findings_of_practice add column focus text[] not null default '{}';
create index findings_of_practice_visit on findings_of_practice (visit_id) where visit_id is not null;
create index findings_of_practice_repeats on findings_of_practice (repeats) where repeats is not null;
