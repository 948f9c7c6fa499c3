-- The second wall, where it was too low for customer-side people. What belongs to a person or a service app is seen by the partner's side, by
-- whoever sees that person or app, which its own fence decides, and by itself: an agent in a customer's organization by its consent lies
-- outside the customer's fence and still has its session.

drop policy fence on sessions;
create policy fence on sessions for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or principal_id = nullif(current_setting('app.principal', true), '')::uuid
      or exists (select 1 from administrators a where a.partner_id = sessions.partner_id and a.id = sessions.principal_id)
      or exists (select 1 from service_apps p where p.partner_id = sessions.partner_id and p.id = sessions.principal_id)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or principal_id = nullif(current_setting('app.principal', true), '')::uuid
      or exists (select 1 from administrators a where a.partner_id = sessions.partner_id and a.id = sessions.principal_id)
      or exists (select 1 from service_apps p where p.partner_id = sessions.partner_id and p.id = sessions.principal_id)));

drop policy fence on sign_in_names;
create policy fence on sign_in_names for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or exists (select 1 from administrators a where a.partner_id = sign_in_names.partner_id and a.id = sign_in_names.principal_id)
      or exists (select 1 from service_apps p where p.partner_id = sign_in_names.partner_id and p.id = sign_in_names.principal_id)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or exists (select 1 from administrators a where a.partner_id = sign_in_names.partner_id and a.id = sign_in_names.principal_id)
      or exists (select 1 from service_apps p where p.partner_id = sign_in_names.partner_id and p.id = sign_in_names.principal_id)));

drop policy fence on sign_in_methods;
create policy fence on sign_in_methods for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or administrator_id = nullif(current_setting('app.principal', true), '')::uuid
      or exists (select 1 from administrators a where a.partner_id = sign_in_methods.partner_id and a.id = sign_in_methods.administrator_id)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or administrator_id = nullif(current_setting('app.principal', true), '')::uuid
      or exists (select 1 from administrators a where a.partner_id = sign_in_methods.partner_id and a.id = sign_in_methods.administrator_id)));

drop policy fence on password_resets;
create policy fence on password_resets for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or exists (select 1 from administrators a where a.partner_id = password_resets.partner_id and a.id = password_resets.administrator_id)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or exists (select 1 from administrators a where a.partner_id = password_resets.partner_id and a.id = password_resets.administrator_id)));

-- Which customers the partner's people have is the partner's.
drop policy fence on administrator_customers;
create policy fence on administrator_customers for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

-- A customer knows its partner and does not change it.
drop policy fence on partners;
create policy fence on partners for all to cordboard_app
  using (id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
create policy known on partners for select to cordboard_app
  using (id = nullif(current_setting('app.partner', true), '')::uuid);

-- How much a provider does is not its customers' business: of the chain they see the links of their own events alone.
drop policy fence on audit_links;
create policy fence on audit_links for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or exists (select 1 from audit_events e where e.partner_id = audit_links.partner_id and e.id = audit_links.event_id)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
drop policy fence on audit_seals;
create policy fence on audit_seals for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
drop policy fence on audit_checks;
create policy fence on audit_checks for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
drop policy fence on audit_checkpoints;
create policy fence on audit_checkpoints for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

-- A customer's tags are the partner's own order of its customers, and so is who changed them. As in src/api/audit-types.ts.
drop policy fence on audit_events;
create policy fence on audit_events for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid
        and type <> 'partners.tags_changed')))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

-- Whole seals at a time are let go.
create policy owner_reads on audit_seals for select to current_user using (true);

-- Sessions are read and ended by id, and forgotten by their end.
create unique index sessions_by_id on sessions (partner_id, id);
create index sessions_by_end on sessions (partner_id, expires_at);
-- Events of one type, of which a long audit holds few.
create index audit_events_by_type on audit_events (partner_id, type, id);
