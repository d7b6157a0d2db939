-- +goose Up
-- One self-assessment is under way at a time. The program looks before it plans one; of two that look in the same moment only one may write.
create unique index assessments_one_cycle on assessments ((true)) where status not in ('published', 'superseded', 'cancelled');
