-- +goose Up
-- Which criteria of an inspection framework a piece of evidence belongs to, by their codes: they keep their meaning from one version of a framework to the next
-- unless a crosswalk says otherwise.
create table evidence_criteria (
    evidence_id uuid not null references evidence,
    criterion   text not null, -- such as HP11
    linked_by   text not null,
    linked_at   timestamptz not null,
    primary key (criterion, evidence_id)
);
create index evidence_criteria_of on evidence_criteria (evidence_id);
create index evidence_replaced on evidence (replaces) where replaces is not null;
-- What a partner answers is unweighed until somebody says what it shows, and may be judged to be noise.
alter table evidence drop constraint evidence_bears_check;
alter table evidence add constraint evidence_bears_check check (bears in ('supports', 'contradicts', 'unweighed', 'noise'));
