import { expect, it } from 'vitest'
import { startHub } from './hub.ts'

const hub = await startHub()

// What a row must be to be seen and to be written. Written down by hand: a fence that is changed by a migration is changed here as well.
const partners = 'partner_id = PARTNER AND PARTNERS_SIDE'
const customers = 'partner_id = PARTNER AND (PARTNERS_SIDE OR org_id = CUSTOMER)'
const known = (table: string, person: string) =>
  `EXISTS ( SELECT 1 FROM administrators a WHERE a.partner_id = ${table}.partner_id AND a.id = ${table}.${person})`
const knownApp = (table: string) =>
  `EXISTS ( SELECT 1 FROM service_apps p WHERE p.partner_id = ${table}.partner_id AND p.id = ${table}.principal_id)`
const people = {
  password_resets: `partner_id = PARTNER AND (PARTNERS_SIDE OR (${known('password_resets', 'administrator_id')}))`,
  sessions: `partner_id = PARTNER AND (PARTNERS_SIDE OR principal_id = PRINCIPAL OR (${known('sessions', 'principal_id')}) OR (${knownApp('sessions')}))`,
  sign_in_methods: `partner_id = PARTNER AND (PARTNERS_SIDE OR administrator_id = PRINCIPAL OR (${known('sign_in_methods', 'administrator_id')}))`,
  sign_in_names: `partner_id = PARTNER AND (PARTNERS_SIDE OR (${known('sign_in_names', 'principal_id')}) OR (${knownApp('sign_in_names')}))`,
}
const eventSeen =
  'EXISTS ( SELECT 1 FROM audit_events e WHERE e.partner_id = audit_links.partner_id AND e.id = audit_links.event_id)'
const both = (text: string) => ({ fence: [text, text] })
const fences: Record<string, Record<string, [seen: string, written: string] | string[]>> = {
  ...Object.fromEntries(
    'access_decision_tokens administrator_customers administrator_tags audit_checkpoints audit_checks audit_seals organization_tags subscription_tags'
      .split(' ')
      .map((table) => [table, both(partners)]),
  ),
  ...Object.fromEntries(
    `access_grants access_records administrator_invitations administrators devices domains import_batches import_parts import_rows imports locations
     mail_events mail_messages numbers orders organization_packages package_assignments service_apps sites subscriptions terms users`
      .split(/\s+/)
      .map((table) => [table, both(customers)]),
  ),
  ...Object.fromEntries(Object.entries(people).map(([table, text]) => [table, both(text)])),
  sign_in_names: { ...both(people.sign_in_names), stated: ['name = CREDENTIAL', ''] },
  organizations: both('partner_id = PARTNER AND (PARTNERS_SIDE OR id = CUSTOMER)'),
  partners: {
    ...both('id = PARTNER AND PARTNERS_SIDE'),
    known: ['id = PARTNER', ''],
    children: ['parent_id = PARTNER', ''],
  },
  words: both('partner_id = PARTNER'),
  word_variants: both('partner_id = PARTNER'),
  audit_settings: { fence: ['partner_id = PARTNER', partners] },
  audit_events: {
    fence: [
      "partner_id = PARTNER AND (PARTNERS_SIDE OR (org_id = CUSTOMER AND type <> 'partners.tags_changed'))",
      customers,
    ],
  },
  audit_links: { fence: [`partner_id = PARTNER AND (PARTNERS_SIDE OR (${eventSeen}))`, partners] },
  identifiers: {
    existence: ['true', ''],
    fence_delete: [customers, ''],
    fence_insert: ['', customers],
    fence_update: [customers, customers],
  },
  mail_secrets: { ...both(partners), fence_insert: ['', customers] },
}

it('the fence of every table is the one that is written down, and reads its settings once for each statement', async () => {
  const policies = await hub.sql(`
    select c.relname as table, polname as name, pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where 'cordboard_app'::regrole = any (polroles) order by 1, 2`)
  const found: typeof fences = {}
  for (const { table, name, seen, written } of policies)
    found[String(table)] = { ...found[String(table)], [String(name)]: [inWords(seen), inWords(written)] }
  const wanted = Object.fromEntries(
    Object.entries(fences).map(([table, rules]) => [
      table,
      Object.fromEntries(Object.entries(rules).map(([name, texts]) => [name, texts.map(inWords)])),
    ]),
  )
  expect(found).toEqual(wanted)
})

// Only as subselects: a setting that is read in any other way is read for each row, and stays in the text.
const settings: [RegExp, string][] = [
  [/\( SELECT \(NULLIF\(current_setting\('app\.partner', true\), ''\)\)::uuid AS "?nullif"?\)/g, 'PARTNER'],
  [/\( SELECT \(NULLIF\(current_setting\('app\.principal', true\), ''\)\)::uuid AS "?nullif"?\)/g, 'PRINCIPAL'],
  [/\( SELECT NULLIF\(current_setting\('app\.credential', true\), ''\) AS "?nullif"?\)/g, 'CREDENTIAL'],
  [/\( SELECT \(current_setting\('app\.side', true\) = 'partner'\)(?: AS "\?column\?")?\)/g, 'PARTNERS_SIDE'],
  [
    /\( SELECT CASE WHEN \(current_setting\('app\.side', true\) = 'customer'\) THEN \(NULLIF\(current_setting\('app\.organization', true\), ''\)\)::uuid ELSE NULL::uuid END AS "?case"?\)/g,
    'CUSTOMER',
  ],
]

/** Without the parentheses that PostgreSQL puts around each comparison; those around OR stay. */
function inWords(policy: unknown): string {
  let text = String(policy ?? '')
    .replace(/::text/g, '')
    .replace(/\s+/g, ' ')
  for (const [setting, word] of settings) text = text.replace(setting, word)
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/\(([\w.]+ (?:=|<>) [\w.']+)\)/g, '$1')
  }
  return text.replace(/WHERE \(([^()]*)\)/g, 'WHERE $1').replace(/^\((.*)\)$/, '$1')
}
