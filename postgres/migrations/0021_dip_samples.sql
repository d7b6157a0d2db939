-- +goose Up
-- Dip samples of quality assurance: which actions were drawn by which seed, and what was found. A draw is never changed; what was found is added to it.
create table dip_samples (
    id      uuid primary key,
    seed    text not null,
    on_day  date not null,
    by_id   text not null,
    among   uuid[] not null, -- the actions that were shown done then
    made_at timestamptz not null
);
create table dips (
    sample_id uuid not null references dip_samples,
    place     integer not null, -- in the order of the draw
    action_id uuid not null references actions,
    found     text not null default '',
    note      text not null default '',
    by_id     text not null default '',
    at        timestamptz,
    primary key (sample_id, action_id)
);
