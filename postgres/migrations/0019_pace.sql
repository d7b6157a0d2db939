-- +goose Up
-- When an action was first due: what the pace of the plan counts as planned. It stands in what was planned, which never changes, so the ledger works it out
-- itself, whichever program writes the row.
alter table actions add column first_due date generated always as (make_date(
    substr(planned ->> 'due', 1, 4)::int, substr(planned ->> 'due', 6, 2)::int, substr(planned ->> 'due', 9, 2)::int)) stored;
create index actions_first_due on actions (first_due) include (status);
-- What the pace counts of what happened: said done, shown done, sent back, and dates that moved. An escalation's decision moved one where it says from when.
create index action_events_paced on action_events (kind, at) include (action_id)
    where kind in ('claimed', 'verified', 'sent back', 'did not last', 'opened again', 'date moved', 'carried forward') or kind = 'escalation decided' and body ? 'was';

-- What an action says that it saves. The name is also kept as readiness.FoldBenefit writes it, so that two actions with the same one find each other.
alter table actions
    add column benefit     text not null default '',
    add column benefit_key text not null default '',
    add column saving      integer not null default 0,
    add column hours       integer not null default 0;
create index actions_benefit on actions (benefit_key, id) where benefit_key <> '';
