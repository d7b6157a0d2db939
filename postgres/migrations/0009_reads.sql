-- +goose Up
-- Who looked at which case from outside its area, and on which day: the audit trail gets one row for each of these.
create table reads (
    case_id   uuid not null references cases,
    person_id text not null,
    day       date not null,
    at        timestamptz not null,
    primary key (case_id, person_id, day)
);
create index audit_actor on audit (actor, seq desc);
create index audit_at on audit (at);
