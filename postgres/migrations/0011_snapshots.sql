-- +goose Up
-- The figures of one team on one day, as they were when that day ended; of today, as they are. Cases of no team stand under the zero id. What was
-- counted once stays as it was counted: a figure shown to one board is the figure shown to the next.
create table snapshots (
    day           date not null,
    team_id       uuid not null,
    area_id       uuid, -- the team's area on that day
    open_cases    integer not null,
    under12       integer not null,
    from12        integer not null,
    from18        integer not null,
    from24        integer not null,
    from36        integer not null,
    long_open     integer not null,
    nearly        integer not null,
    reviewed90    integer not null,
    overdue       integer not null,
    put_off_twice integer not null,
    live          integer not null,
    waiting       integer not null, -- escalations that wait for a decision
    primary key (day, team_id)
);
create table snapshot_days (
    day      date primary key,
    taken_at timestamptz not null
);

create index cases_facts on cases (team_id, basis_since, basis_reached, last_done) where closed is null;
create index cases_reached on cases (basis_reached, id) where closed is null;
create index cases_since on cases (basis_since, id) where closed is null;
create index cases_type on cases (case_type) where closed is null;
create index reviews_waiting on reviews (due, id) where reached <> '' or status in ('submitted', 'second_look');
create index reviews_put_off on reviews (area_id) where put_offs >= 2 and status not in ('signed_off', 'overtaken');
create index reviews_unowned on reviews (team_id, due) where owner_id is null and status not in ('signed_off', 'overtaken');
create index reviews_signed_on on reviews (signed_on, id) where status = 'signed_off';
create index review_events_kind on review_events (kind, at);
