-- The outbox: a mail is written in the transaction of the act that causes it, and sent by a job. What is kept are the values
-- that the sentences need; the words are made when it is sent or shown.
create table mail_messages (
  partner_id uuid not null references partners (id),
  id uuid not null,
  org_id uuid,
  kind text collate "C" not null,
  state text collate "C" not null default 'queued' check (state in
    ('queued', 'waiting', 'delayed', 'sent', 'failed', 'rejected', 'suppressed', 'delivered', 'bounced_soft', 'bounced_hard', 'complained')),
  to_email text collate "C" not null,
  to_name text not null default '',
  language text not null,
  details jsonb not null default '{}',
  -- A path below the hub's own address, without a secret.
  link text,
  -- The link is a one-time one: it lies in mail_secrets for as long as it is needed.
  has_secret boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- After this the mail is of no use and is not sent any more: its link has lapsed, or what it tells is old.
  lapses_at timestamptz not null,
  -- Tries that ended with an answer or a fault. A job carries the number it was made for, so that a stale one does nothing.
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  reason text,
  -- The server's own words.
  words text,
  resent_as uuid,
  primary key (partner_id, id)
);
create index mail_messages_by_organization on mail_messages (partner_id, org_id, id);
create index mail_messages_by_state on mail_messages (partner_id, state, id);
create index mail_messages_by_recipient on mail_messages (partner_id, to_email, id);

-- One-time links, apart from the rest so that no list and no view can read them by accident. A row is deleted in the
-- transaction that marks the mail as sent, or when it lapses.
create table mail_secrets (
  partner_id uuid not null,
  mail_id uuid not null,
  org_id uuid,
  path text not null,
  lapses_at timestamptz not null,
  primary key (partner_id, mail_id),
  foreign key (partner_id, mail_id) references mail_messages (partner_id, id) on delete cascade
);
create index mail_secrets_by_lapse on mail_secrets (partner_id, lapses_at);

-- What became of a mail, in order. An event that did not move the state (late, or less well known) is kept all the same.
create table mail_events (
  partner_id uuid not null,
  mail_id uuid not null,
  id uuid not null,
  org_id uuid,
  at timestamptz not null,
  state text collate "C" not null,
  reason text,
  words text,
  primary key (partner_id, mail_id, id),
  foreign key (partner_id, mail_id) references mail_messages (partner_id, id) on delete cascade
);

alter table mail_messages enable row level security;
alter table mail_messages force row level security;
create policy fence on mail_messages for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

alter table mail_events enable row level security;
alter table mail_events force row level security;
create policy fence on mail_events for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)))
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));

-- A customer-side act may write a one-time link (an invitation) and never read one: only the sending job needs it.
alter table mail_secrets enable row level security;
alter table mail_secrets force row level security;
create policy fence_insert on mail_secrets for insert to cordboard_app
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid
    and (current_setting('app.side', true) = 'partner'
      or (current_setting('app.side', true) = 'customer' and org_id = nullif(current_setting('app.organization', true), '')::uuid)));
create policy fence on mail_secrets for all to cordboard_app
  using (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner')
  with check (partner_id = nullif(current_setting('app.partner', true), '')::uuid and current_setting('app.side', true) = 'partner');

grant select, insert, update, delete on mail_messages, mail_secrets to cordboard_app;
grant select, insert on mail_events to cordboard_app;
