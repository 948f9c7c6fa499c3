-- Where a plan counts on seats that its own changes free, these are written by turns: first rows that take no seat of a package that is short, then
-- those that take one and free another, all at once, then those that only take. Null for batches whose order is of no account.
alter table import_batches add column turn text collate "C" check (turn in ('free', 'swap', 'take'));
alter table import_batches add column short_of text[];
