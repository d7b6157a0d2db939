-- +goose Up
-- What people write for the pack of a visit: position statements, the timetable, who is interviewed. Every version stays; the last counts.
create table visit_writings (
    visit_id uuid not null references visits,
    part     text not null, -- 'position', 'timetable' or 'interviewees'
    focus    text not null, -- of a position statement; '' for what belongs to the whole visit
    version  integer not null,
    body     jsonb not null, -- a position statement, or the whole list, as in readiness
    by_id    text not null,
    at       timestamptz not null,
    primary key (visit_id, part, focus, version)
);
create trigger visit_writings_stay before update or delete on visit_writings for each row execute function keep_as_written();
