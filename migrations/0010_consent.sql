-- The ledger of consent: who was in a customer's organization, why, how far and for how long. Rows are never removed by the application.
alter table organizations
  add column read_only_access_at timestamptz,
  add column read_only_access_by text;

create table access_grants (
  partner_id uuid not null references partners (id),
  id uuid not null,
  org_id uuid not null,
  -- A view is opened by the customer's standing switch; temporary access is asked for and decided one by one.
  kind text collate "C" not null check (kind in ('view', 'temporary')),
  scope text collate "C" not null check (scope in ('read', 'full')),
  -- An administrator of the partner's side. Name and address as they were: the customer cannot read the partner's people.
  requested_by uuid not null,
  requested_by_name text not null,
  requested_by_email text not null,
  requested_by_language text,
  reason text not null default '',
  seconds integer not null check (seconds between 60 and 2592000),
  state text collate "C" not null check (state in ('requested', 'granted', 'refused', 'lapsed', 'ended', 'expired')),
  -- All by the database's clock: nodes may disagree about the time.
  requested_at timestamptz not null default now(),
  -- A request that nobody answers until then cannot be granted any more.
  lapses_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_how text check (decided_how in ('console', 'mail')),
  -- The customer did not expect to be asked.
  unexpected boolean not null default false,
  starts_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  ended_how text check (ended_how in ('agent', 'customer', 'provider', 'switch')),
  again_of uuid,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id),
  check (state <> 'granted' or (starts_at is not null and expires_at is not null)),
  check (state <> 'requested' or lapses_at is not null)
);
create index access_grants_by_organization on access_grants (partner_id, org_id, id desc);
create index access_grants_by_person on access_grants (partner_id, requested_by, id desc);
create unique index access_grants_one_request on access_grants (partner_id, org_id, requested_by) where state = 'requested';
create index access_grants_open on access_grants (partner_id, state, id) where state in ('requested', 'granted');

-- The one-time link of a mail, as a hash; it is bound to the one administrator whom the mail went to.
create table access_decision_tokens (
  partner_id uuid not null,
  token_hash text collate "C" not null,
  grant_id uuid not null,
  org_id uuid not null,
  administrator_id uuid not null,
  lapses_at timestamptz not null,
  primary key (partner_id, token_hash),
  foreign key (partner_id, grant_id) references access_grants (partner_id, id)
);
create index access_decision_tokens_by_lapse on access_decision_tokens (partner_id, lapses_at);

-- What was opened or done under a grant: what sort of thing and which, and never what was typed into a search.
create table access_records (
  partner_id uuid not null,
  grant_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  at timestamptz not null default now(),
  -- Name of the endpoint, as `directory.getUser`.
  endpoint text collate "C" not null,
  subject_kind text collate "C",
  subject_id text,
  subject_name text,
  search_kind text collate "C",
  primary key (partner_id, grant_id, id),
  foreign key (partner_id, grant_id) references access_grants (partner_id, id)
);

alter table access_grants enable row level security;
alter table access_grants force row level security;
create policy fence on access_grants for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table access_records enable row level security;
alter table access_records force row level security;
create policy fence on access_records for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

-- Only the partner's side writes them (an agent asks) and only the hub itself looks them up.
alter table access_decision_tokens enable row level security;
alter table access_decision_tokens force row level security;
create policy fence on access_decision_tokens for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

grant select, insert, update on access_grants to cordboard_app;
grant select, insert on access_records to cordboard_app;
grant select, insert, delete on access_decision_tokens to cordboard_app;
