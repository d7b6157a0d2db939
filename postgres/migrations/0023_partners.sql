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
-- Questions to partners outside the council, who answer by a secret link, and what became of the answers. Only the secret's hash is kept.
create table partner_requests (
    id           uuid primary key,
    partner      text not null, -- as in readiness.Partners
    whom         text not null,
    area_id      uuid references areas,
    criteria     text[] not null,
    question     text not null,
    until_day    date not null,
    hash         bytea not null unique,
    looked_like  text[] not null default '{}',
    withdrawn    date,
    why          text not null default '', -- it was withdrawn
    asked_by     text not null,
    asked_at     timestamptz not null
);
create index partner_requests_asked on partner_requests (asked_at desc);
create table partner_answers (
    request_id   uuid not null references partner_requests,
    number       integer not null, -- 1 for the first, one more for each correction
    working      text not null,
    not_working  text not null,
    example      text not null,
    sure         text not null,
    name         text not null,
    organisation text not null,
    evidence_id  uuid not null unique references evidence, -- the piece that it made
    at           timestamptz not null,
    primary key (request_id, number)
);
create table partner_verdicts (
    request_id uuid not null,
    number     integer not null, -- of the answer that was judged
    verdict    text not null check (verdict in ('supports', 'contradicts', 'noise')),
    why        text not null,
    by_id      text not null,
    at         timestamptz not null,
    foreign key (request_id, number) references partner_answers
);
create index partner_verdicts_of on partner_verdicts (request_id, at desc);
