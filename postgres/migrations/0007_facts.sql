-- +goose Up
-- What the rules say of each open case, kept beside it so that lists and figures of a large council are one query: the kind of help it has, which
-- spell counts, since when, against which threshold, and the day on which that is or was reached. The basis is null while the case is closed or no
-- threshold is set for it.
alter table cases
    add column case_type       text,
    add column basis_type      text,
    add column basis_since     date,
    add column basis_threshold integer,
    add column basis_reached   date,
    add column last_done       date; -- when a review of it was last signed off

update cases c set last_done = (select max(r.signed_on) from reviews r where r.case_id = c.id and r.status = 'signed_off');
