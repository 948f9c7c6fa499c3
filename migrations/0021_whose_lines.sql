-- Which import the line of the last change belongs to: a hub of a former version that still runs names its import and leaves the line before.
alter table users add column changed_line_of uuid;

-- Users from before there were lines get theirs from the rows that are still kept. Forced row-level security binds the owner as well, so it
-- rests meanwhile.
alter table users no force row level security;
alter table imports no force row level security;
alter table import_rows no force row level security;
update users u set created_by_line = r.line
  from import_rows r
  where r.partner_id = u.partner_id and r.import_id = u.created_by_import and r.user_id = u.id and r.outcome = 'create'
    and u.created_by_line is null;
update users u set changed_by_line = r.line, changed_line_of = r.import_id
  from import_rows r
  where r.partner_id = u.partner_id and r.import_id = u.changed_by_import and r.user_id = u.id and r.outcome = 'change';
-- What imports that ended while they were planned have left.
update imports set suspects = null where suspects is not null and status <> 'planning';
alter table users force row level security;
alter table imports force row level security;
alter table import_rows force row level security;
