-- +goose Up
-- A paused review stands in lists by the day on which it comes back, not by the due date that it had.
update reviews set due = (state->>'paused_to')::date where status = 'paused' and state->>'paused_to' is not null;
