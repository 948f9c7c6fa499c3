-- A sub-partner is a partner of its own, behind the same fence; its parent acts in it one at a time, as far as it may.
alter table partners
  add column parent_id uuid references partners (id),
  add column parent_may text not null default 'manage' check (parent_may in ('nothing', 'read', 'manage')),
  -- Whether partner administrators add, change and remove the users of their customers.
  add column administrators_manage_users boolean not null default true;
create index partners_by_parent on partners (parent_id) where parent_id is not null;
create policy children on partners for select to cordboard_app
  using (parent_id = nullif(current_setting('app.partner', true), '')::uuid);

alter table organizations
  -- Restricted administrator mode: the partner keeps the management of users to itself.
  add column restricted boolean not null default true,
  -- The customer's consent to read-only sessions of the help desk.
  add column read_only_access boolean not null default false;

create table organization_tags (
  partner_id uuid not null,
  tag text collate "C" not null,
  org_id uuid not null,
  description text,
  created_at timestamptz not null,
  primary key (partner_id, tag, org_id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create index organization_tags_by_organization on organization_tags (partner_id, org_id, tag);
alter table organization_tags enable row level security;
alter table organization_tags force row level security;
-- Tags are the partner's own order of its customers; customers do not see them.
create policy fence on organization_tags for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

-- Customers given one by one, or left out by an exception; and by tag.
alter table administrator_customers
  add column how text not null default 'include' check (how in ('include', 'exclude')),
  add column since timestamptz not null default now(),
  add column given_by text;
create table administrator_tags (
  partner_id uuid not null,
  administrator_id uuid not null,
  tag text collate "C" not null,
  since timestamptz not null default now(),
  given_by text,
  primary key (partner_id, administrator_id, tag),
  foreign key (partner_id, administrator_id) references administrators (partner_id, id) on delete cascade
);
alter table administrator_tags enable row level security;
alter table administrator_tags force row level security;
create policy fence on administrator_tags for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

alter table administrators
  add column invited_at timestamptz,
  add column role_since timestamptz,
  add column role_given_by text;

-- When the person last proved who it is, for acts that want a fresh sign-in.
alter table sessions add column authenticated_at timestamptz;
-- Forced row-level security binds an ordinary owner as well, whom no policy lets see a session.
alter table sessions no force row level security;
update sessions set authenticated_at = created_at where kind = 'session';
alter table sessions force row level security;

grant select, insert, update, delete on organization_tags, administrator_tags to cordboard_app;
