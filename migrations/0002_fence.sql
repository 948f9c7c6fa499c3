-- Row-level security on every tenant table. A test walks the catalogue and finds any
-- table with a partner_id that lacks its fence.

alter table partners enable row level security;
alter table partners force row level security;
create policy fence on partners for all to cordboard_app
  using (id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (id = nullif(current_setting('app.partner', true), '')::uuid);
-- Forced row-level security binds an ordinary owner as well. Which partners there are is what the owner's own work needs to
-- know: going on with unfinished imports at a start, and filling an empty installation.
create policy owner on partners for all to current_user using (true) with check (true);

alter table organizations enable row level security;
alter table organizations force row level security;
create policy fence on organizations for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table terms enable row level security;
alter table terms force row level security;
create policy fence on terms for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table sites enable row level security;
alter table sites force row level security;
create policy fence on sites for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table domains enable row level security;
alter table domains force row level security;
create policy fence on domains for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy fence on subscriptions for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table orders enable row level security;
alter table orders force row level security;
create policy fence on orders for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table locations enable row level security;
alter table locations force row level security;
create policy fence on locations for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table users enable row level security;
alter table users force row level security;
create policy fence on users for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table numbers enable row level security;
alter table numbers force row level security;
create policy fence on numbers for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table devices enable row level security;
alter table devices force row level security;
create policy fence on devices for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table organization_packages enable row level security;
alter table organization_packages force row level security;
create policy fence on organization_packages for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table package_assignments enable row level security;
alter table package_assignments force row level security;
create policy fence on package_assignments for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table imports enable row level security;
alter table imports force row level security;
create policy fence on imports for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table import_rows enable row level security;
alter table import_rows force row level security;
create policy fence on import_rows for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table import_batches enable row level security;
alter table import_batches force row level security;
create policy fence on import_batches for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table import_parts enable row level security;
alter table import_parts force row level security;
create policy fence on import_parts for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table audit_events enable row level security;
alter table audit_events force row level security;
create policy fence on audit_events for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table administrators enable row level security;
alter table administrators force row level security;
create policy fence on administrators for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table service_apps enable row level security;
alter table service_apps force row level security;
create policy fence on service_apps for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

-- Words of names, sessions and assignments have no organization of their own: the partner's fence alone. What customer-side
-- people may do with them is decided by the rules that use them.

alter table words enable row level security;
alter table words force row level security;
create policy fence on words for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

alter table word_variants enable row level security;
alter table word_variants force row level security;
create policy fence on word_variants for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

alter table administrator_customers enable row level security;
alter table administrator_customers force row level security;
create policy fence on administrator_customers for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

alter table sessions enable row level security;
alter table sessions force row level security;
create policy fence on sessions for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

-- Whether a value exists is open to all, whose it is to nobody (column grants below); writing is fenced like the rest.
alter table identifiers enable row level security;
alter table identifiers force row level security;
create policy existence on identifiers for select to cordboard_app using (true);
create policy fence_insert on identifiers for insert to cordboard_app
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));
create policy fence_update on identifiers for update to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));
create policy fence_delete on identifiers for delete to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table sign_in_names enable row level security;
alter table sign_in_names force row level security;
create policy fence on sign_in_names for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);
create policy stated on sign_in_names for select to cordboard_app
  using (name = nullif(current_setting('app.credential', true), ''));

grant usage on schema public to cordboard_app;
grant select, insert, update, delete on organizations, terms, sites, domains, subscriptions, orders, locations, users, numbers, devices, organization_packages, package_assignments, imports, import_rows, import_parts, import_batches, administrators, service_apps, words, word_variants, administrator_customers, sessions, sign_in_names, sign_in_failures to cordboard_app;
grant select, insert, update on partners to cordboard_app;
grant select, insert, update, delete on setup_tokens to cordboard_app;
grant select on package_catalogue to cordboard_app;
-- Append only: no update, no delete.
grant select, insert on audit_events to cordboard_app;
grant insert, delete, update on identifiers to cordboard_app;
grant select (kind, value) on identifiers to cordboard_app;
