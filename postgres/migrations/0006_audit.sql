-- +goose Up
create table audit (
    seq     bigint primary key,
    at      timestamptz not null,
    actor   text not null,
    action  text not null,
    subject text not null,
    detail  text not null,
    prev    bytea not null,
    hash    bytea not null
);
create index audit_subject on audit (subject, seq desc);

create table audit_head (
    single boolean primary key default true check (single),
    seq  bigint not null,
    hash bytea not null
);
insert into audit_head (seq, hash) values (0, '\x');

-- Each row is chained to the one before. The head row is locked before the number is taken: with a sequence the chain breaks under load.
-- +goose StatementBegin
create function audit_chain() returns trigger language plpgsql security definer set search_path from current as $$
declare head audit_head;
begin
    select * into strict head from audit_head for update;
    new.seq := head.seq + 1;
    new.prev := head.hash;
    new.hash := sha256(new.prev || convert_to(
        new.seq || '|' || to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '|' || octet_length(new.actor) || ':' || new.actor || '|' || octet_length(new.action) || ':' || new.action
        || '|' || octet_length(new.subject) || ':' || new.subject || '|' || octet_length(new.detail) || ':' || new.detail, 'UTF8'));
    update audit_head set seq = new.seq, hash = new.hash;
    return new;
end $$;

create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is never changed' using errcode = 'insufficient_privilege';
end $$;
-- +goose StatementEnd

create trigger audit_chain before insert on audit for each row execute function audit_chain();
create trigger audit_stays before update or delete on audit for each row execute function audit_stays();
create trigger audit_stays_whole before truncate on audit for each statement execute function audit_stays();
