-- Who signs in to the hub has an address that no customer's user may take: known in the whole hub like the other identifiers.
-- Forced row-level security binds the owner as well, so it rests while what is there is copied.
alter table administrators no force row level security;
alter table identifiers no force row level security;
insert into identifiers (kind, value, partner_id, org_id, thing_id)
  select 'login', email, partner_id, coalesce(org_id, partner_id), id from administrators
  on conflict do nothing;
alter table administrators force row level security;
alter table identifiers force row level security;

-- When the rows of an import went: its record and counts stay.
alter table imports add column rows_dropped_at timestamptz;
