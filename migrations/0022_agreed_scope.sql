-- What a customer agreed to holds for as long as the access runs: full access that was granted without users stays so when restricted
-- administrator mode is switched off meanwhile. Of what there is already, the mode as it stands is the best that is known.
alter table access_grants add column without_users boolean not null default false;
-- Forced row-level security binds the owner as well, so it rests while what is there is filled in.
alter table access_grants no force row level security;
alter table organizations no force row level security;
update access_grants g set without_users = true
  from organizations o where o.partner_id = g.partner_id and o.id = g.org_id and g.scope = 'full' and o.restricted;
alter table access_grants force row level security;
alter table organizations force row level security;
