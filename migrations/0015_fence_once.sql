-- The fence of 0002 to 0014 with its settings in subselects: they are read once for each statement, where they were read for each row that is
-- counted or written, and the planner takes them for values instead of guessing that one row in two hundred passes. Nothing else changes.

alter policy fence on access_decision_tokens
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on access_grants
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on access_records
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on administrator_customers
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on administrator_invitations
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on administrator_tags
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on administrators
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on audit_checkpoints
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on audit_checks
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on audit_events
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end) and type <> 'partners.tags_changed')))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on audit_links
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (exists (select 1 from audit_events e where ((e.partner_id = audit_links.partner_id) and (e.id = audit_links.event_id))))))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on audit_seals
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on audit_settings
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on devices
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on domains
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence_delete on identifiers
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence_insert on identifiers
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence_update on identifiers
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on import_batches
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on import_parts
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on import_rows
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on imports
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on locations
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on mail_events
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on mail_messages
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on mail_secrets
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence_insert on mail_secrets
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on numbers
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on orders
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on organization_packages
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on organization_tags
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on organizations
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on package_assignments
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy children on partners
  using (parent_id = (select nullif(current_setting('app.partner', true), '')::uuid));
alter policy fence on partners
  using (id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy known on partners
  using (id = (select nullif(current_setting('app.partner', true), '')::uuid));
alter policy fence on password_resets
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (exists (select 1 from administrators a where ((a.partner_id = password_resets.partner_id) and (a.id = password_resets.administrator_id))))))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (exists (select 1 from administrators a where ((a.partner_id = password_resets.partner_id) and (a.id = password_resets.administrator_id))))));
alter policy fence on service_apps
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on sessions
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or principal_id = (select nullif(current_setting('app.principal', true), '')::uuid)
      or (exists (select 1 from administrators a where ((a.partner_id = sessions.partner_id) and (a.id = sessions.principal_id))))
      or (exists (select 1 from service_apps p where ((p.partner_id = sessions.partner_id) and (p.id = sessions.principal_id))))))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or principal_id = (select nullif(current_setting('app.principal', true), '')::uuid)
      or (exists (select 1 from administrators a where ((a.partner_id = sessions.partner_id) and (a.id = sessions.principal_id))))
      or (exists (select 1 from service_apps p where ((p.partner_id = sessions.partner_id) and (p.id = sessions.principal_id))))));
alter policy fence on sign_in_methods
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or administrator_id = (select nullif(current_setting('app.principal', true), '')::uuid)
      or (exists (select 1 from administrators a where ((a.partner_id = sign_in_methods.partner_id) and (a.id = sign_in_methods.administrator_id))))))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or administrator_id = (select nullif(current_setting('app.principal', true), '')::uuid)
      or (exists (select 1 from administrators a where ((a.partner_id = sign_in_methods.partner_id) and (a.id = sign_in_methods.administrator_id))))));
alter policy fence on sign_in_names
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (exists (select 1 from administrators a where ((a.partner_id = sign_in_names.partner_id) and (a.id = sign_in_names.principal_id))))
      or (exists (select 1 from service_apps p where ((p.partner_id = sign_in_names.partner_id) and (p.id = sign_in_names.principal_id))))))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or (exists (select 1 from administrators a where ((a.partner_id = sign_in_names.partner_id) and (a.id = sign_in_names.principal_id))))
      or (exists (select 1 from service_apps p where ((p.partner_id = sign_in_names.partner_id) and (p.id = sign_in_names.principal_id))))));
alter policy stated on sign_in_names
  using (name = (select nullif(current_setting('app.credential', true), '')));
alter policy fence on sites
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on subscription_tags
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and (select current_setting('app.side', true) = 'partner'));
alter policy fence on subscriptions
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on terms
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on users
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid)
    and ((select current_setting('app.side', true) = 'partner')
      or org_id = (select case when current_setting('app.side', true) = 'customer' then nullif(current_setting('app.organization', true), '')::uuid end)));
alter policy fence on word_variants
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid));
alter policy fence on words
  using (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid))
  with check (partner_id = (select nullif(current_setting('app.partner', true), '')::uuid));
