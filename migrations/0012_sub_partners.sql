-- A sub-partner does not see its parent's row: what it needs to know of it is kept with its own.
alter table partners add column parent_name text;
