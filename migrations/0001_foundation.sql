-- The fence. Every tenant table starts its keys and indexes with partner_id and is read and written only inside the
-- reach that the transaction has set: app.partner, app.side ('partner' or 'customer'), and for customer-side people
-- app.organization. An unset reach sees nothing. Statements stay within the dialect of PostgreSQL 15.

create table partners (
  id uuid primary key,
  name text not null,
  language text not null default 'en',
  created_at timestamptz not null
);

-- What must be unique in the whole hub. Every partner's acts may see whether a value exists, never whose it is:
-- the application's role may select kind and value only.
create table identifiers (
  kind text collate "C" not null,
  value text collate "C" not null,
  partner_id uuid not null,
  org_id uuid not null,
  thing_id uuid not null,
  primary key (kind, value)
);

-- What search knows: one row for each way to name a thing. kind: first letter the thing (u user, d device, o organization,
-- w order), second the sort of name; the list stands in src/hub/lookup/terms.ts.
create table terms (
  partner_id uuid not null,
  org_id uuid not null,
  kind text collate "C" not null,
  term text collate "C" not null,
  id uuid not null,
  primary key (partner_id, org_id, kind, term, id)
);
-- Extensions are asked for within one customer only, so they stay out of the partner-wide index.
create index terms_by_partner on terms (partner_id, kind, term, org_id, id) where kind <> 'ux';
alter table terms set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- Distinct words of names, per partner, and their deletion neighbours (how = 'd') and suffixes (how = 's').
create table words (
  partner_id uuid not null,
  word text collate "C" not null,
  uses integer not null default 1,
  primary key (partner_id, word)
);
create table word_variants (
  partner_id uuid not null,
  how text collate "C" not null,
  variant text collate "C" not null,
  word text collate "C" not null,
  primary key (partner_id, how, variant, word)
);

create table audit_events (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid,
  at timestamptz not null,
  type text not null,
  actor jsonb not null,
  subject_kind text,
  subject_id uuid,
  data jsonb not null default '{}',
  tracking_id text not null,
  primary key (partner_id, id)
);
create index audit_events_by_organization on audit_events (partner_id, org_id, id);

create table organizations (
  partner_id uuid not null references partners (id),
  id uuid not null,
  name text not null,
  sort_name text collate "C" not null,
  status text not null default 'provisioned',
  country text not null,
  region text,
  language text not null default 'en',
  primary_email text,
  external_id text,
  extension_digits smallint check (extension_digits between 2 and 6),
  created_at timestamptz not null,
  primary key (partner_id, id)
);
create index organizations_by_name on organizations (partner_id, sort_name, id);
create index organizations_by_creation on organizations (partner_id, created_at, id);

create table sites (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  host text collate "C" not null,
  created_at timestamptz not null,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create unique index sites_by_host on sites (partner_id, org_id, host);

create table domains (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  domain text collate "C" not null,
  status text not null check (status in ('pending', 'verified', 'claimed')),
  created_at timestamptz not null,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create unique index domains_by_domain on domains (partner_id, org_id, domain);

create table subscriptions (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  reference text not null,
  offer text not null,
  status text not null check (status in ('active', 'trial', 'canceled')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create index subscriptions_by_organization on subscriptions (partner_id, org_id, id);

create table orders (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  number text not null,
  subscription_id uuid,
  status text not null,
  ordered_at timestamptz not null,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create index orders_by_organization on orders (partner_id, org_id, id);

create table locations (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  address1 text,
  address2 text,
  city text,
  state text,
  postal_code text,
  country text not null,
  time_zone text not null,
  language text not null default 'en',
  created_at timestamptz not null,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create unique index locations_by_name on locations (partner_id, org_id, name_key);

create table users (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  email text collate "C" not null,
  first_name text not null default '',
  last_name text not null default '',
  display_name text not null,
  sort_name text collate "C" not null,
  status text not null default 'not_verified'
    check (status in ('invite_pending', 'not_verified', 'verified', 'active', 'inactive', 'suspended', 'transient')),
  location_id uuid,
  extension text collate "C",
  title text,
  department text,
  manager_email text,
  language text,
  time_zone text,
  address_type text,
  address_country text,
  preferred_site text,
  caller_id_number text,
  caller_id_first_name text,
  caller_id_last_name text,
  jabber_teams boolean,
  jabber_calling boolean,
  external_id text,
  created_at timestamptz not null,
  last_modified_at timestamptz not null,
  last_activity_at timestamptz,
  created_by_import uuid,
  changed_by_import uuid,
  primary key (partner_id, id)
);
create unique index users_by_email on users (partner_id, org_id, email);
create index users_by_name on users (partner_id, org_id, sort_name, id);
create unique index users_by_extension on users (partner_id, org_id, location_id, extension) where extension is not null;

create table numbers (
  partner_id uuid not null,
  e164 text collate "C" not null,
  org_id uuid not null,
  location_id uuid,
  user_id uuid,
  created_at timestamptz not null,
  primary key (partner_id, e164)
);
create unique index numbers_by_user on numbers (partner_id, org_id, user_id) where user_id is not null;

create table devices (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  user_id uuid,
  location_id uuid,
  display_name text not null,
  product text not null,
  type text not null,
  mac text,
  serial text,
  sip_address text,
  ip text,
  software text,
  connection_status text not null,
  created_at timestamptz not null,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create index devices_by_organization on devices (partner_id, org_id, id);
create index devices_by_user on devices (partner_id, user_id) where user_id is not null;

-- The catalogue is data: no partner, one row for each thing that can be sold. Seeded below from the default table.
create table package_catalogue (
  id text primary key,
  position smallint not null,
  kind text not null check (kind in ('package', 'add_on', 'base')),
  name text not null,
  heading text not null,
  former_headings text[] not null default '{}',
  for_whom text not null check (for_whom in ('user', 'workspace', 'customer', 'mixed')),
  calls boolean not null default false,
  needs_site boolean not null default false,
  -- The published table asks for number or extension and location.
  needs_number boolean not null default false,
  needs_any_of text[] not null default '{}',
  licenses jsonb not null default '[]'
);

create table organization_packages (
  partner_id uuid not null,
  org_id uuid not null,
  package_id text not null references package_catalogue (id),
  subscription_id uuid,
  seat_limit integer check (seat_limit >= 0),
  used integer not null default 0,
  primary key (partner_id, org_id, package_id),
  foreign key (partner_id, org_id) references organizations (partner_id, id),
  check (used >= 0 and (seat_limit is null or used <= seat_limit))
);

create table package_assignments (
  partner_id uuid not null,
  org_id uuid not null,
  user_id uuid not null,
  package_id text,
  extras text[] not null default '{}',
  assigned_at timestamptz not null,
  primary key (partner_id, org_id, user_id)
);

-- People who sign in to the hub itself. org_id is null on the partner's side.
create table administrators (
  partner_id uuid not null references partners (id),
  id uuid not null,
  org_id uuid,
  user_id uuid,
  email text collate "C" not null,
  first_name text not null default '',
  last_name text not null default '',
  display_name text not null,
  password_hash text,
  role text not null,
  reach text not null default 'all' check (reach in ('all', 'assigned')),
  language text,
  disabled_at timestamptz,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  primary key (partner_id, id)
);
create index administrators_by_organization on administrators (partner_id, org_id, id);

create table administrator_customers (
  partner_id uuid not null,
  administrator_id uuid not null,
  org_id uuid not null,
  primary key (partner_id, administrator_id, org_id),
  foreign key (partner_id, administrator_id) references administrators (partner_id, id) on delete cascade
);

create table service_apps (
  partner_id uuid not null references partners (id),
  id uuid not null,
  org_id uuid,
  name text not null,
  client_id text collate "C" not null,
  secret_hash text not null,
  role text not null,
  scopes text[] not null default '{}',
  disabled_at timestamptz,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (partner_id, id)
);

-- Which partner a sign-in name belongs to. Before sign-in no partner is known, so a row can also be read by whoever
-- states its exact name in app.credential.
create table sign_in_names (
  kind text collate "C" not null check (kind in ('password', 'client')),
  name text collate "C" not null,
  partner_id uuid not null,
  principal_id uuid not null,
  primary key (kind, name)
);

-- Sessions and tokens alike: what is presented is kept only as a hash.
create table sessions (
  partner_id uuid not null references partners (id),
  token_hash text collate "C" not null,
  id uuid not null,
  kind text not null check (kind in ('session', 'token')),
  principal_kind text not null check (principal_kind in ('administrator', 'service_app')),
  principal_id uuid not null,
  address text,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (partner_id, token_hash)
);
create index sessions_by_principal on sessions (partner_id, principal_id);

-- Failed sign-ins by account and by address, counted for all nodes together. Holds no tenant's data: the keys are hashes.
create table sign_in_failures (
  key_hash text primary key,
  failures integer not null,
  window_started_at timestamptz not null
);

-- One row while the installation is empty: the hash of the one-time set-up token.
create table setup_tokens (
  token_hash text primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

create table imports (
  partner_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  file_name text not null,
  behavior text not null check (behavior in ('add', 'addAndRemove')),
  status text not null check (status in ('planning', 'planned', 'applying', 'applied', 'failed', 'canceled')),
  created_by jsonb not null,
  created_at timestamptz not null,
  planned_at timestamptz,
  apply_started_at timestamptz,
  finished_at timestamptz,
  bytes bigint not null default 0,
  headings text[] not null default '{}',
  delimiter text not null default ',',
  rows_total integer not null default 0,
  last_line integer not null default 0,
  users_before integer not null default 0,
  counts jsonb not null default '{}',
  quota jsonb not null default '[]',
  warnings jsonb not null default '[]',
  fault jsonb,
  primary key (partner_id, id),
  foreign key (partner_id, org_id) references organizations (partner_id, id)
);
create index imports_by_organization on imports (partner_id, org_id, id);
-- Two imports of one customer never run at once.
create unique index imports_applying on imports (partner_id, org_id) where status = 'applying';

-- The plan, a row for each line of the file, and after applying its result. From `first_name` on stands the whole state
-- that the user shall have (for create and change); the set-based statements read nothing else.
create table import_rows (
  partner_id uuid not null,
  import_id uuid not null,
  line integer not null,
  org_id uuid not null,
  outcome text collate "C" not null,
  email text collate "C",
  user_id uuid,
  warned boolean not null default false,
  issues jsonb,
  -- The user's last_modified_at when the plan was made: a later one means that somebody else was there meanwhile.
  user_version timestamptz,
  -- Who holds the number or the extension now; the row can take them only if the same file removes that user.
  number_holder uuid,
  extension_holder uuid,
  -- The number is already one of the customer's; else it is to be made.
  number_is_held boolean not null default false,
  -- Seats that the row takes and frees: ids of packages, add-ons and base licences.
  takes text[],
  frees text[],
  -- Search terms to add and to drop, each the two letters of its kind and then the term.
  terms text[],
  dropped_terms text[],
  before jsonb,
  first_name text,
  last_name text,
  display_name text,
  sort_name text collate "C",
  status text,
  location_id uuid,
  extension text collate "C",
  e164 text collate "C",
  title text,
  department text,
  manager_email text,
  language text,
  time_zone text,
  address_type text,
  address_country text,
  preferred_site text,
  caller_id_number text,
  caller_id_first_name text,
  caller_id_last_name text,
  jabber_teams boolean,
  jabber_calling boolean,
  package_id text,
  extras text[],
  primary key (partner_id, import_id, line)
);
-- Creations and unchanged rows are left out: they are most of a file, and found by line as quickly.
create index import_rows_by_outcome on import_rows (partner_id, import_id, outcome, line) where outcome not in ('create', 'unchanged');
create index import_rows_warned on import_rows (partner_id, import_id, line) where warned;
alter table import_rows set (autovacuum_vacuum_insert_scale_factor = 0.5);
-- Analyzed anew for every import, so only as much as its joins need: a whole look would take longer than a small file's plan.
alter table import_rows
  alter column partner_id set statistics 20,
  alter column import_id set statistics 20,
  alter column line set statistics 20,
  alter column org_id set statistics 20,
  alter column outcome set statistics 20,
  alter column email set statistics 20,
  alter column user_id set statistics 20,
  alter column warned set statistics 20,
  alter column number_is_held set statistics 20,
  alter column takes set statistics 20,
  alter column location_id set statistics 20,
  alter column extension set statistics 20,
  alter column e164 set statistics 20,
  alter column user_version set statistics 0,
  alter column number_holder set statistics 0,
  alter column extension_holder set statistics 0,
  alter column frees set statistics 0,
  alter column terms set statistics 0,
  alter column dropped_terms set statistics 0,
  alter column before set statistics 0,
  alter column issues set statistics 0,
  alter column first_name set statistics 0,
  alter column last_name set statistics 0,
  alter column display_name set statistics 0,
  alter column sort_name set statistics 0,
  alter column status set statistics 0,
  alter column title set statistics 0,
  alter column department set statistics 0,
  alter column manager_email set statistics 0,
  alter column language set statistics 0,
  alter column time_zone set statistics 0,
  alter column address_type set statistics 0,
  alter column address_country set statistics 0,
  alter column preferred_site set statistics 0,
  alter column caller_id_number set statistics 0,
  alter column caller_id_first_name set statistics 0,
  alter column caller_id_last_name set statistics 0,
  alter column jabber_teams set statistics 0,
  alter column jabber_calling set statistics 0,
  alter column package_id set statistics 0,
  alter column extras set statistics 0;

-- The file as it came, cut between rows, so that failed rows are given back in their own words.
create table import_parts (
  partner_id uuid not null,
  import_id uuid not null,
  number integer not null,
  org_id uuid not null,
  first_line integer not null,
  content bytea not null,
  primary key (partner_id, import_id, number)
);
-- Compressing costs more time than the bytes cost space.
alter table import_parts alter column content set storage external;

-- How far applying has come: a batch is claimed with a lock and marked done in the transaction that wrote its rows. All
-- removals come before the changes, all changes before the creations.
create table import_batches (
  partner_id uuid not null,
  import_id uuid not null,
  number integer not null,
  org_id uuid not null,
  outcome text collate "C" not null check (outcome in ('remove', 'change', 'create')),
  from_line integer not null,
  to_line integer not null,
  planned integer not null,
  done_at timestamptz,
  refused integer not null default 0,
  primary key (partner_id, import_id, number)
);
