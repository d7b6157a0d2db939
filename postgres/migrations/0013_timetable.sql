-- +goose Up
-- When things run is a kind of rules too: versioned, with who, when and why.
alter table rulebook drop constraint rulebook_kind_check;
alter table rulebook add constraint rulebook_kind_check check (kind in ('review_rules', 'ladder', 'closures', 'timetable'));

-- A round is a run too; its job is the round's id.
alter table runs drop constraint runs_kind_check;
alter table runs add constraint runs_kind_check check (kind in ('sweep', 'digest', 'round'));
alter table runs add column round text;
create index runs_round on runs (round, at desc) where round is not null;
