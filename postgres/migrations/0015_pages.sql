-- +goose Up
-- What pages ask of running reviews is answered from these indexes alone or by a few of their entries, so that a page costs a small council and a large one
-- about the same. Two take the places of the indexes that they begin like.
create index reviews_running on reviews (due, case_id) include (status, area_id, team_id, owner_id) where status not in ('signed_off', 'overtaken');
create index reviews_owned on reviews (owner_id, due, id) include (status, case_id) where status not in ('signed_off', 'overtaken');
create index reviews_of_team on reviews (team_id, due, id) include (status, owner_id, area_id) where status not in ('signed_off', 'overtaken');
create index reviews_put_off_twice on reviews (area_id, team_id) where put_offs >= 2 and status not in ('signed_off', 'overtaken');
create index cases_of_team on cases (team_id, id);
drop index reviews_owner, reviews_team, reviews_unowned, reviews_put_off;

-- When a role first hears of a review, of the rungs still ahead. A rung's moment is written with its offset, so it is the same in every session.
create function first_heard(ahead jsonb, role text) returns timestamptz language sql immutable parallel safe as $$
    select min((rung->>'at')::timestamptz) from jsonb_array_elements(ahead) as rung where rung->'roles' ? role
$$;
create index reviews_reach_manager on reviews (first_heard(ahead, 'team_manager'), team_id) where status in ('open', 'in_review', 'submitted');
create index reviews_reach_head on reviews (first_heard(ahead, 'area_head'), area_id) where status in ('open', 'in_review', 'submitted');
create index reviews_reach_assistant on reviews (first_heard(ahead, 'assistant_director')) where status in ('open', 'in_review', 'submitted');
create index reviews_reach_director on reviews (first_heard(ahead, 'dcs')) where status in ('open', 'in_review', 'submitted');
-- How many are near: of an index with a condition the planner does not look at the statistics, and PostgreSQL 13 keeps none of expressions.
-- +goose StatementBegin
do $$ begin
    if current_setting('server_version_num')::int >= 140000 then
        create statistics reviews_hear_manager on first_heard(ahead, 'team_manager') from reviews;
        create statistics reviews_hear_head on first_heard(ahead, 'area_head') from reviews;
        create statistics reviews_hear_assistant on first_heard(ahead, 'assistant_director') from reviews;
        create statistics reviews_hear_director on first_heard(ahead, 'dcs') from reviews;
    end if;
end $$;
-- +goose StatementEnd

-- Whom an escalation was put before.
create index review_events_at_manager on review_events (at, review_id) where kind in ('escalated', 'passed up') and body->'tell'->0->'roles' ? 'team_manager';
create index review_events_at_head on review_events (at, review_id) where kind in ('escalated', 'passed up') and body->'tell'->0->'roles' ? 'area_head';
create index review_events_at_assistant on review_events (at, review_id) where kind in ('escalated', 'passed up') and body->'tell'->0->'roles' ? 'assistant_director';
create index review_events_at_director on review_events (at, review_id) where kind in ('escalated', 'passed up') and body->'tell'->0->'roles' ? 'dcs';

-- Counting from an index alone needs pages that are known to be clean, so these tables are cleaned when a fiftieth of them has changed.
alter table cases set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table reviews set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
analyze cases, reviews, review_events; -- so that the new indexes are used from the start
