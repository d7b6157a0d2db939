-- +goose Up

-- The planning of self-assessments is kept among the runs too. Code from before writes none, and reads only the kinds that it knows.
alter table runs drop constraint runs_kind_check;
alter table runs add constraint runs_kind_check check (kind in ('sweep', 'digest', 'round', 'refresh'));
