-- +goose Up
-- What was answered to the statements of a focus area's checklist. Nothing is changed: a later answer takes the place of an earlier one.
create table checklist_answers (
    visit_id uuid not null references visits,
    focus    text not null,
    code     text not null,
    seq      integer not null,
    answer   text not null, -- as in readiness.ChecklistAnswers
    note     text not null,
    by_id    text not null,
    at       timestamptz not null,
    primary key (visit_id, focus, code, seq)
);
