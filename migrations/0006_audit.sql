-- The audit, whole: who acted with what role and reach, from where, on what, what was before and after; and the chain over it.

alter table audit_events
  add column actor_id uuid,
  add column role text,
  -- How far the actor could see: all customers, the assigned ones, or one organization.
  add column reach text,
  add column session_id uuid,
  add column session_kind text,
  add column address text,
  add column user_agent text,
  add column error text,
  -- Names as they were: the thing may be renamed or gone when the row is read.
  add column org_name text,
  add column subject_name text,
  add column before jsonb,
  add column after jsonb,
  -- The transaction that wrote the row. Sealing begins at the oldest one that was still running when it last looked.
  add column xact_id xid8 not null default pg_current_xact_id();

alter table audit_events no force row level security;
update audit_events set
  actor_id = nullif(actor ->> 'id', '')::uuid,
  role = actor ->> 'role',
  session_id = nullif(actor ->> 'session', '')::uuid;
alter table audit_events force row level security;

create index audit_events_by_actor on audit_events (partner_id, actor_id, id);
create index audit_events_by_subject on audit_events (partner_id, subject_id, id) where subject_id is not null;
create index audit_events_by_tracking on audit_events (partner_id, tracking_id);
create index audit_events_by_transaction on audit_events (partner_id, xact_id, id);

-- A writer may not say which transaction it was, else a row could be slipped in behind what is sealed.
revoke insert on audit_events from cordboard_app;
grant insert (partner_id, id, org_id, at, type, actor, subject_kind, subject_id, data, tracking_id, actor_id, role, reach,
  session_id, session_kind, address, user_agent, error, org_name, subject_name, before, after) on audit_events to cordboard_app;

-- One link for each event, in the order of sealing: its hash covers the link before it and the event's own row.
create table audit_links (
  partner_id uuid not null,
  position bigint not null check (position > 0),
  event_id uuid not null,
  hash bytea not null,
  primary key (partner_id, position)
);
create unique index audit_links_by_event on audit_links (partner_id, event_id);

-- A batch of links. Its hash covers its own columns and its last link, and is where the next batch goes on.
create table audit_seals (
  partner_id uuid not null,
  number integer not null check (number > 0),
  first_position bigint not null,
  last_position bigint not null check (last_position >= first_position),
  mark xid8 not null,
  sealed_at timestamptz not null,
  hash bytea not null,
  primary key (partner_id, number)
);

-- What each check of the chain found.
create table audit_checks (
  partner_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  events bigint not null,
  through_position bigint not null,
  holds boolean not null,
  fault jsonb,
  primary key (partner_id, id)
);

create table audit_checkpoints (
  partner_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  number integer not null,
  position bigint not null,
  hash bytea not null,
  public_key text not null,
  signature text not null,
  primary key (partner_id, id)
);

create table audit_settings (
  partner_id uuid not null references partners (id),
  retention_days integer check (retention_days >= 400),
  changed_at timestamptz not null,
  primary key (partner_id)
);

alter table audit_links enable row level security;
alter table audit_links force row level security;
create policy fence on audit_links for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy fence on audit_seals for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
alter table audit_checks enable row level security;
alter table audit_checks force row level security;
create policy fence on audit_checks for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
alter table audit_checkpoints enable row level security;
alter table audit_checkpoints force row level security;
create policy fence on audit_checkpoints for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');
alter table audit_settings enable row level security;
alter table audit_settings force row level security;
create policy fence on audit_settings for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid)
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

-- Append only, like the events themselves.
grant select, insert on audit_links, audit_seals, audit_checks, audit_checkpoints to cordboard_app;
grant select, insert, update on audit_settings to cordboard_app;

-- What the retention rule lets go is removed by the owner, whom forced row-level security binds as well.
create policy owner_reads on audit_events for select to current_user using (true);
create policy owner_removes on audit_events for delete to current_user using (true);
create policy owner_reads on audit_links for select to current_user using (true);
create policy owner_removes on audit_links for delete to current_user using (true);
