-- The ways to sign in that a person has beside the password, which stands with the person since there is one at most. A row of `totp` holds
-- the secret sealed with the installation's key; each row of `recovery` one code's argon2id hash. `passkey`, `oidc` and `saml` have their room:
-- what they need stands in `details`. They have no organization of their own, like sessions: the partner's fence alone.
create table sign_in_methods (
  partner_id uuid not null,
  administrator_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('totp', 'recovery', 'passkey', 'oidc', 'saml')),
  secret text,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  -- Null until the person has shown that it works.
  confirmed_at timestamptz,
  -- Of `recovery`: it is spent.
  used_at timestamptz,
  -- Of `totp`: the newest time step whose code was accepted; it and older ones are refused from then on.
  last_step bigint,
  primary key (partner_id, administrator_id, id),
  foreign key (partner_id, administrator_id) references administrators (partner_id, id) on delete cascade
);
alter table sign_in_methods enable row level security;
alter table sign_in_methods force row level security;
create policy fence on sign_in_methods for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

-- One-time links for a new password, kept as hashes.
create table password_resets (
  partner_id uuid not null,
  token_hash text collate "C" not null,
  administrator_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (partner_id, token_hash),
  foreign key (partner_id, administrator_id) references administrators (partner_id, id) on delete cascade
);
create index password_resets_by_person on password_resets (partner_id, administrator_id, created_at);
alter table password_resets enable row level security;
alter table password_resets force row level security;
create policy fence on password_resets for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid);

-- `pending`: the password was right, the second step is still to come; it opens nothing else. `personal`: a token that a person made.
alter table sessions drop constraint sessions_kind_check;
alter table sessions add constraint sessions_kind_check check (kind in ('session', 'token', 'pending', 'personal'));
alter table sessions
  add column name text,
  -- Of a personal token: what it may at most. A service app's stand with the app.
  add column scopes text[],
  -- A token for one organization reaches no other.
  add column target_org_id uuid;

alter table service_apps add column created_by text;

alter table partners
  add column second_factor text not null default 'optional' check (second_factor in ('optional', 'required'));
alter table organizations
  add column second_factor text not null default 'optional' check (second_factor in ('optional', 'required'));

-- Requests of each session, token or address in the running minute, of all nodes together. Worth nothing after a crash, so not logged;
-- holds no tenant's data: the keys are hashes.
create unlogged table request_counts (
  minute bigint not null,
  key_hash text collate "C" not null,
  requests integer not null,
  primary key (minute, key_hash)
);

grant select, insert, update, delete on sign_in_methods, password_resets, request_counts to cordboard_app;
