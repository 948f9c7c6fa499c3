-- The one-time link by which an invited person sets the first password. Of the link only a hash is kept; sending again ends the one before.
create table administrator_invitations (
  partner_id uuid not null,
  administrator_id uuid not null,
  org_id uuid,
  token_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (partner_id, administrator_id),
  foreign key (partner_id, administrator_id) references administrators (partner_id, id) on delete cascade
);
create index administrator_invitations_by_token on administrator_invitations (partner_id, token_hash);
alter table administrator_invitations enable row level security;
alter table administrator_invitations force row level security;
create policy fence on administrator_invitations for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

-- Subscriptions have tags of their own, with the same rules as those of customers.
create table subscription_tags (
  partner_id uuid not null,
  tag text collate "C" not null,
  subscription_id uuid not null,
  org_id uuid not null,
  description text,
  created_at timestamptz not null,
  primary key (partner_id, tag, subscription_id)
);
create index subscription_tags_by_subscription on subscription_tags (partner_id, subscription_id, tag);
alter table subscription_tags enable row level security;
alter table subscription_tags force row level security;
create policy fence on subscription_tags for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

create index administrators_by_user on administrators (partner_id, user_id) where user_id is not null;
create index administrator_tags_by_tag on administrator_tags (partner_id, tag);

grant select, insert, update, delete on administrator_invitations, subscription_tags to cordboard_app;
