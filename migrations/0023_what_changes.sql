-- Which fields a row of a plan changes, each a bit, in the order of `ChangedField` of the contract; null where the row changes no user, and
-- for rows from before. Counted of the whole plan, by field, they stand with the import.
alter table import_rows add column changed integer;
alter table import_rows alter column changed set statistics 20;
alter table imports add column changes jsonb not null default '{}';
