/** The columns that a load fills, in the order in which rows give their cells. */
export const loadedColumns = {
  organizations: cols(
    'partner_id id name sort_name status country region language primary_email external_id extension_digits created_at',
  ),
  sites: cols('partner_id id org_id host created_at'),
  domains: cols('partner_id id org_id domain status created_at'),
  subscriptions: cols('partner_id id org_id reference offer status starts_at ends_at'),
  orders: cols('partner_id id org_id number subscription_id status ordered_at'),
  locations: cols(
    'partner_id id org_id name name_key address1 city state postal_code country time_zone language created_at',
  ),
  organization_packages: cols('partner_id org_id package_id subscription_id seat_limit used'),
  administrators: cols('partner_id id org_id user_id email first_name last_name display_name role language created_at'),
  users: cols(
    'partner_id id org_id email first_name last_name display_name sort_name status location_id extension title department manager_email language time_zone address_type address_country preferred_site jabber_teams jabber_calling external_id created_at last_modified_at last_activity_at',
  ),
  package_assignments: cols('partner_id org_id user_id package_id extras assigned_at'),
  numbers: cols('partner_id e164 org_id location_id user_id created_at'),
  devices: cols(
    'partner_id id org_id user_id location_id display_name product type mac serial sip_address ip software connection_status created_at first_seen_at last_seen_at',
  ),
  identifiers: cols('kind value partner_id org_id thing_id'),
  terms: cols('partner_id org_id kind term id'),
} as const satisfies Record<string, readonly string[]>

export type LoadedTable = keyof typeof loadedColumns

/** The large ones, whose indexes are built after the rows. */
export const bulkTables = [
  'users',
  'package_assignments',
  'numbers',
  'devices',
  'identifiers',
  'terms',
] as const satisfies readonly LoadedTable[]

function cols(text: string): string[] {
  return text.split(' ')
}
