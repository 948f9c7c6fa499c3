// Generated from the migrations by `npm run generate`. Do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as parsed JSON, written as JSON text. */
type Json = ColumnType<unknown, string, string>

export type AccessDecisionTokens = {
  partner_id: string
  token_hash: string
  grant_id: string
  org_id: string
  administrator_id: string
  lapses_at: Date
}

export type AccessGrants = {
  partner_id: string
  id: string
  org_id: string
  kind: string
  scope: string
  requested_by: string
  requested_by_name: string
  requested_by_email: string
  requested_by_language: string | null
  reason: Generated<string>
  seconds: number
  state: string
  requested_at: Generated<Date>
  lapses_at: Date | null
  decided_at: Date | null
  decided_by: string | null
  decided_by_name: string | null
  decided_how: string | null
  unexpected: Generated<boolean>
  starts_at: Date | null
  expires_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  ended_how: string | null
  again_of: string | null
  without_users: Generated<boolean>
}

export type AccessRecords = {
  partner_id: string
  grant_id: string
  id: string
  org_id: string
  at: Generated<Date>
  endpoint: string
  subject_kind: string | null
  subject_id: string | null
  subject_name: string | null
  search_kind: string | null
}

export type AdministratorCustomers = {
  partner_id: string
  administrator_id: string
  org_id: string
  how: Generated<string>
  since: Generated<Date>
  given_by: string | null
}

export type AdministratorInvitations = {
  partner_id: string
  administrator_id: string
  org_id: string | null
  token_hash: string
  created_at: Date
  expires_at: Date
}

export type AdministratorTags = {
  partner_id: string
  administrator_id: string
  tag: string
  since: Generated<Date>
  given_by: string | null
}

export type Administrators = {
  partner_id: string
  id: string
  org_id: string | null
  user_id: string | null
  email: string
  first_name: Generated<string>
  last_name: Generated<string>
  display_name: string
  password_hash: string | null
  role: string
  reach: Generated<string>
  language: string | null
  disabled_at: Date | null
  created_at: Date
  last_sign_in_at: Date | null
  invited_at: Date | null
  role_since: Date | null
  role_given_by: string | null
}

export type AuditCheckpoints = {
  partner_id: string
  id: string
  at: Date
  number: number
  position: number
  hash: Buffer
  public_key: string
  signature: string
}

export type AuditChecks = {
  partner_id: string
  id: string
  at: Date
  events: number
  through_position: number
  holds: boolean
  fault: ColumnType<unknown, string | null, string | null>
}

export type AuditEvents = {
  partner_id: string
  id: string
  org_id: string | null
  at: Date
  type: string
  actor: Json
  subject_kind: string | null
  subject_id: string | null
  data: ColumnType<unknown, string | undefined, string>
  tracking_id: string
  actor_id: string | null
  role: string | null
  reach: string | null
  session_id: string | null
  session_kind: string | null
  address: string | null
  user_agent: string | null
  error: string | null
  org_name: string | null
  subject_name: string | null
  before: ColumnType<unknown, string | null, string | null>
  after: ColumnType<unknown, string | null, string | null>
  xact_id: Generated<string>
}

export type AuditLinks = {
  partner_id: string
  position: number
  event_id: string
  hash: Buffer
}

export type AuditSeals = {
  partner_id: string
  number: number
  first_position: number
  last_position: number
  mark: string
  sealed_at: Date
  hash: Buffer
}

export type AuditSettings = {
  partner_id: string
  retention_days: number | null
  changed_at: Date
}

export type Devices = {
  partner_id: string
  id: string
  org_id: string
  user_id: string | null
  location_id: string | null
  display_name: string
  product: string
  type: string
  mac: string | null
  serial: string | null
  sip_address: string | null
  ip: string | null
  software: string | null
  connection_status: string
  created_at: Date
  first_seen_at: Date | null
  last_seen_at: Date | null
}

export type Domains = {
  partner_id: string
  id: string
  org_id: string
  domain: string
  status: string
  created_at: Date
}

export type Identifiers = {
  kind: string
  value: string
  partner_id: string
  org_id: string
  thing_id: string
}

export type ImportBatches = {
  partner_id: string
  import_id: string
  number: number
  org_id: string
  outcome: string
  from_line: number
  to_line: number
  planned: number
  done_at: Date | null
  refused: Generated<number>
  turn: string | null
  short_of: string[] | null
}

export type ImportParts = {
  partner_id: string
  import_id: string
  number: number
  org_id: string
  first_line: number
  content: Buffer
}

export type ImportRows = {
  partner_id: string
  import_id: string
  line: number
  org_id: string
  outcome: string
  email: string | null
  user_id: string | null
  warned: Generated<boolean>
  issues: ColumnType<unknown, string | null, string | null>
  user_version: Date | null
  number_holder: string | null
  extension_holder: string | null
  number_is_held: Generated<boolean>
  takes: string[] | null
  frees: string[] | null
  terms: string[] | null
  dropped_terms: string[] | null
  before: ColumnType<unknown, string | null, string | null>
  first_name: string | null
  last_name: string | null
  display_name: string | null
  sort_name: string | null
  status: string | null
  location_id: string | null
  extension: string | null
  e164: string | null
  title: string | null
  department: string | null
  manager_email: string | null
  language: string | null
  time_zone: string | null
  address_type: string | null
  address_country: string | null
  preferred_site: string | null
  caller_id_number: string | null
  caller_id_first_name: string | null
  caller_id_last_name: string | null
  jabber_teams: boolean | null
  jabber_calling: boolean | null
  package_id: string | null
  extras: string[] | null
  changed: number | null
}

export type Imports = {
  partner_id: string
  id: string
  org_id: string
  file_name: string
  behavior: string
  status: string
  created_by: Json
  created_at: Date
  planned_at: Date | null
  apply_started_at: Date | null
  finished_at: Date | null
  bytes: Generated<number>
  headings: Generated<string[]>
  delimiter: Generated<string>
  rows_total: Generated<number>
  last_line: Generated<number>
  users_before: Generated<number>
  counts: ColumnType<unknown, string | undefined, string>
  quota: ColumnType<unknown, string | undefined, string>
  warnings: ColumnType<unknown, string | undefined, string>
  fault: ColumnType<unknown, string | null, string | null>
  rows_dropped_at: Date | null
  suspects: ColumnType<unknown, string | null, string | null>
  changes: ColumnType<unknown, string | undefined, string>
  guarded: Generated<boolean>
}

export type Locations = {
  partner_id: string
  id: string
  org_id: string
  name: string
  name_key: string
  address1: string | null
  address2: string | null
  city: string | null
  state: string | null
  postal_code: string | null
  country: string
  time_zone: string
  language: Generated<string>
  created_at: Date
}

export type MailEvents = {
  partner_id: string
  mail_id: string
  id: string
  org_id: string | null
  at: Date
  state: string
  reason: string | null
  words: string | null
}

export type MailMessages = {
  partner_id: string
  id: string
  org_id: string | null
  kind: string
  state: Generated<string>
  to_email: string
  to_name: Generated<string>
  language: string
  details: ColumnType<unknown, string | undefined, string>
  link: string | null
  has_secret: Generated<boolean>
  created_at: Date
  updated_at: Date
  lapses_at: Date
  attempts: Generated<number>
  next_attempt_at: Date | null
  sent_at: Date | null
  reason: string | null
  words: string | null
  resent_as: string | null
}

export type MailSecrets = {
  partner_id: string
  mail_id: string
  org_id: string | null
  path: string
  lapses_at: Date
}

export type Numbers = {
  partner_id: string
  e164: string
  org_id: string
  location_id: string | null
  user_id: string | null
  created_at: Date
  e164_end: Generated<string | null>
}

export type Orders = {
  partner_id: string
  id: string
  org_id: string
  number: string
  subscription_id: string | null
  status: string
  ordered_at: Date
}

export type OrganizationPackages = {
  partner_id: string
  org_id: string
  package_id: string
  subscription_id: string | null
  seat_limit: number | null
  used: Generated<number>
}

export type OrganizationTags = {
  partner_id: string
  tag: string
  org_id: string
  description: string | null
  created_at: Date
}

export type Organizations = {
  partner_id: string
  id: string
  name: string
  sort_name: string
  status: Generated<string>
  country: string
  region: string | null
  language: Generated<string>
  primary_email: string | null
  external_id: string | null
  extension_digits: number | null
  created_at: Date
  restricted: Generated<boolean>
  read_only_access: Generated<boolean>
  read_only_access_at: Date | null
  read_only_access_by: string | null
  second_factor: Generated<string>
}

export type PackageAssignments = {
  partner_id: string
  org_id: string
  user_id: string
  package_id: string | null
  extras: Generated<string[]>
  assigned_at: Date
}

export type PackageCatalogue = {
  id: string
  position: number
  kind: string
  name: string
  heading: string
  former_headings: Generated<string[]>
  for_whom: string
  calls: Generated<boolean>
  needs_site: Generated<boolean>
  needs_number: Generated<boolean>
  needs_any_of: Generated<string[]>
  licenses: ColumnType<unknown, string | undefined, string>
}

export type Partners = {
  id: string
  name: string
  language: Generated<string>
  created_at: Date
  parent_id: string | null
  parent_may: Generated<string>
  administrators_manage_users: Generated<boolean>
  second_factor: Generated<string>
  parent_name: string | null
}

export type PasswordResets = {
  partner_id: string
  token_hash: string
  administrator_id: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

export type RequestCounts = {
  minute: number
  key_hash: string
  requests: number
}

export type ServiceApps = {
  partner_id: string
  id: string
  org_id: string | null
  name: string
  client_id: string
  secret_hash: string
  role: string
  scopes: Generated<string[]>
  disabled_at: Date | null
  created_at: Date
  last_used_at: Date | null
  created_by: string | null
}

export type Sessions = {
  partner_id: string
  token_hash: string
  id: string
  kind: string
  principal_kind: string
  principal_id: string
  address: string | null
  user_agent: string | null
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  revoked_at: Date | null
  authenticated_at: Date | null
  name: string | null
  scopes: string[] | null
  target_org_id: string | null
}

export type SetupTokens = {
  token_hash: string
  created_at: Date
  used_at: Date | null
}

export type SignInFailures = {
  key_hash: string
  failures: number
  window_started_at: Date
}

export type SignInMethods = {
  partner_id: string
  administrator_id: string
  id: string
  kind: string
  secret: string | null
  details: ColumnType<unknown, string | undefined, string>
  created_at: Date
  confirmed_at: Date | null
  used_at: Date | null
  last_step: number | null
}

export type SignInNames = {
  kind: string
  name: string
  partner_id: string
  principal_id: string
}

export type Sites = {
  partner_id: string
  id: string
  org_id: string
  host: string
  created_at: Date
}

export type SubscriptionTags = {
  partner_id: string
  tag: string
  subscription_id: string
  org_id: string
  description: string | null
  created_at: Date
}

export type Subscriptions = {
  partner_id: string
  id: string
  org_id: string
  reference: string
  offer: string
  status: string
  starts_at: Date
  ends_at: Date | null
}

export type Terms = {
  partner_id: string
  org_id: string
  kind: string
  term: string
  id: string
}

export type Users = {
  partner_id: string
  id: string
  org_id: string
  email: string
  first_name: Generated<string>
  last_name: Generated<string>
  display_name: string
  sort_name: string
  status: Generated<string>
  location_id: string | null
  extension: string | null
  title: string | null
  department: string | null
  manager_email: string | null
  language: string | null
  time_zone: string | null
  address_type: string | null
  address_country: string | null
  preferred_site: string | null
  caller_id_number: string | null
  caller_id_first_name: string | null
  caller_id_last_name: string | null
  jabber_teams: boolean | null
  jabber_calling: boolean | null
  external_id: string | null
  created_at: Date
  last_modified_at: Date
  last_activity_at: Date | null
  created_by_import: string | null
  changed_by_import: string | null
  created_by_line: number | null
  changed_by_line: number | null
  changed_line_of: string | null
}

export type WordVariants = {
  partner_id: string
  how: string
  variant: string
  word: string
}

export type Words = {
  partner_id: string
  word: string
  uses: Generated<number>
}

export type Database = {
  access_decision_tokens: AccessDecisionTokens
  access_grants: AccessGrants
  access_records: AccessRecords
  administrator_customers: AdministratorCustomers
  administrator_invitations: AdministratorInvitations
  administrator_tags: AdministratorTags
  administrators: Administrators
  audit_checkpoints: AuditCheckpoints
  audit_checks: AuditChecks
  audit_events: AuditEvents
  audit_links: AuditLinks
  audit_seals: AuditSeals
  audit_settings: AuditSettings
  devices: Devices
  domains: Domains
  identifiers: Identifiers
  import_batches: ImportBatches
  import_parts: ImportParts
  import_rows: ImportRows
  imports: Imports
  locations: Locations
  mail_events: MailEvents
  mail_messages: MailMessages
  mail_secrets: MailSecrets
  numbers: Numbers
  orders: Orders
  organization_packages: OrganizationPackages
  organization_tags: OrganizationTags
  organizations: Organizations
  package_assignments: PackageAssignments
  package_catalogue: PackageCatalogue
  partners: Partners
  password_resets: PasswordResets
  request_counts: RequestCounts
  service_apps: ServiceApps
  sessions: Sessions
  setup_tokens: SetupTokens
  sign_in_failures: SignInFailures
  sign_in_methods: SignInMethods
  sign_in_names: SignInNames
  sites: Sites
  subscription_tags: SubscriptionTags
  subscriptions: Subscriptions
  terms: Terms
  users: Users
  word_variants: WordVariants
  words: Words
}
