-- +goose Up
-- What the plan board counts, kept as differences: every change of an action adds what it changes, and their sum is the count. So nobody waits for anybody,
-- as they would for one row that everybody changes; every thousandth row folds them into one for each theme, area and status.
create table plan_counts (
    seq        bigint generated always as identity primary key,
    theme      text not null,
    area_id    uuid, -- null for the whole council
    status     text not null,
    actions    bigint not null,
    sent_back  bigint not null, -- of them, those that were sent back at least once
    not_lasted bigint not null,
    moved      bigint not null,
    supports   bigint not null, -- pieces of evidence in force
    against    bigint not null,
    figures    bigint not null
);

-- +goose StatementBegin
create function plan_counts_fold() returns void language plpgsql set search_path from current as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('sightline plan counts')) then
        return; -- somebody else does
    end if;
    with gone as (delete from plan_counts returning *)
    insert into plan_counts (theme, area_id, status, actions, sent_back, not_lasted, moved, supports, against, figures)
    select theme, area_id, status, sum(actions), sum(sent_back), sum(not_lasted), sum(moved), sum(supports), sum(against), sum(figures) from gone
    group by theme, area_id, status
    having (sum(actions), sum(sent_back), sum(not_lasted), sum(moved), sum(supports), sum(against), sum(figures)) <> (0, 0, 0, 0, 0, 0, 0);
end $$;

-- What an action was is taken away, what it is is added; of a new one there is no old, of one that goes no new.
create function plan_counts_follow() returns trigger language plpgsql set search_path from current as $$
declare folds boolean;
begin
    with kept as (
        insert into plan_counts (theme, area_id, status, actions, sent_back, not_lasted, moved, supports, against, figures)
        select x.theme, x.area_id, x.status, x.n, x.n * (x.sent_backs > 0)::int, x.n * (x.reopened > 0)::int, x.n * (x.moves > 0)::int,
            x.n * x.supports, x.n * x.against, x.n * x.figures
        from (values (-1, old.theme, old.area_id, old.status, old.sent_backs, old.reopened, old.moves, old.supports, old.against, old.figures),
            (1, new.theme, new.area_id, new.status, new.sent_backs, new.reopened, new.moves, new.supports, new.against, new.figures))
            as x (n, theme, area_id, status, sent_backs, reopened, moves, supports, against, figures)
        where x.status is not null returning seq)
    select bool_or(seq % 1000 = 0) into folds from kept;
    if folds then
        perform plan_counts_fold();
    end if;
    return null;
end $$;
-- +goose StatementEnd
create trigger actions_come_and_go after insert or delete on actions for each row execute function plan_counts_follow();
create trigger actions_change after update on actions for each row
    when ((old.theme, old.area_id, old.status, old.sent_backs > 0, old.reopened > 0, old.moves > 0, old.supports, old.against, old.figures)
        is distinct from (new.theme, new.area_id, new.status, new.sent_backs > 0, new.reopened > 0, new.moves > 0, new.supports, new.against, new.figures))
    execute function plan_counts_follow();

insert into plan_counts (theme, area_id, status, actions, sent_back, not_lasted, moved, supports, against, figures)
select theme, area_id, status, count(*), count(*) filter (where sent_backs > 0), count(*) filter (where reopened > 0), count(*) filter (where moves > 0),
    sum(supports), sum(against), sum(figures)
from actions group by theme, area_id, status;

-- What the differences do not say: which actions are late today, and when a theme's newest evidence is from.
create index actions_late on actions (due) include (theme, area_id) where status in ('agreed', 'in_progress');
create index actions_newest on actions (theme, newest) where status not in ('planned', 'dropped');
drop index actions_theme; -- themes were counted from it

-- When somebody looked at a piece of evidence again and it held.
create table evidence_looks (
    evidence_id uuid not null references evidence,
    on_day      date not null,
    until_day   date not null, -- by when it is to be looked at next
    by_id       text not null,
    note        text not null,
    at          timestamptz not null
);
create index evidence_looks_of on evidence_looks (evidence_id, at desc);
create index evidence_review_by on evidence (review_by) where review_by is not null and withdrawn is null;

-- How somebody looks at the plan board again and again.
create table plan_filters (
    id        uuid primary key,
    person_id uuid not null references people,
    name      text not null,
    filter    jsonb not null, -- a readiness.PlanQuery without its place in the list
    made_at   timestamptz not null
);
create unique index plan_filters_name on plan_filters (person_id, lower(name));

-- What will come of actions by itself, soonest first.
create index actions_next on actions (next_at) where next_at is not null;
