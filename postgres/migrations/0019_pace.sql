-- +goose Up
-- When an action was first due: what the pace of the plan counts as planned. It stands in what was planned, which never changes, so the ledger works it out
-- itself, whichever program writes the row.
alter table actions add column first_due date generated always as (make_date(
    substr(planned ->> 'due', 1, 4)::int, substr(planned ->> 'due', 6, 2)::int, substr(planned ->> 'due', 9, 2)::int)) stored;
create index actions_first_due on actions (first_due) include (status);
-- What the pace and the reports count of what happened, such as said done, shown done, sent back, and dates that moved. An escalation's decision moved one where it says from when.
create index action_events_paced on action_events (kind, at) include (action_id)
    where kind in ('claimed', 'verified', 'sent back', 'did not last', 'opened again', 'lasted', 'dropped', 'date moved', 'carried forward') or kind = 'escalation decided' and body ? 'was';

-- What an action says that it saves. The name is also kept as readiness.FoldBenefit writes it, so that two actions with the same one find each other.
alter table actions
    add column benefit     text not null default '',
    add column benefit_key text not null default '',
    add column saving      integer not null default 0,
    add column hours       integer not null default 0;
create index actions_benefit on actions (benefit_key, id) where benefit_key <> '';

-- Progress reports: their figures as they were when somebody made them. Nothing ever changes a row.
create table plan_reports (
    id        uuid primary key,
    number    integer not null unique,
    from_day  date not null,
    until_day date not null,
    by_id     text not null,
    by_name   text not null,
    at        timestamptz not null,
    plan      jsonb not null -- readiness.ReportedPlan
);
-- +goose StatementBegin
create function plan_reports_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a progress report never changes';
end $$;
-- +goose StatementEnd
create trigger plan_reports_stay before update or delete on plan_reports for each row execute function plan_reports_stay();
