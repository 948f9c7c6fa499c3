import { Readable } from 'node:stream'
import * as contract from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { rolePhrases } from '../../api/permissions.ts'
import type { OwnContext } from '../../platform/context.ts'
import { handleSome } from '../../platform/handlers.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { csvLine, harmless } from '../../platform/write-csv.ts'
import { customerAccess } from '../administrators/index.ts'
import { type GrantRow, grantPage } from './grants.ts'

// Far more than run at one customer at once; the ledger pages through all of them.
const mostGrants = 500

/** Who has access by role is the left area's to know; who has it for a time, by consent, is this one's. */
export const whoHasAccess = handleSome(contract, {
  listCustomerAccess: async (context, { params }) => ({ items: await everybody(context, params.customerId) }),
  exportCustomerAccess: async (context, { params, answer }) => {
    const heads = ['name', 'email', 'role', 'how', 'since', 'givenBy', 'until', 'lastSignIn', 'kind']
    const titles = heads.map((head) => phraseOf(context.language, `identity.administrators.columns.${head}`))
    const lines = (await everybody(context, params.customerId)).map((person) => [
      person.displayName,
      person.email ?? '',
      person.role === undefined ? '' : phraseOf(context.language, rolePhrases[person.role]),
      person.text,
      person.since ?? '',
      person.givenBy ?? '',
      person.until ?? '',
      person.lastSignIn ?? '',
      phraseOf(context.language, `identity.administrators.access.kinds.${person.kind}`),
    ])
    answer.file(
      'access.csv',
      Readable.from(['\ufeff', ...[titles, ...lines].map((cells) => csvLine(cells.map(harmless)))]),
    )
    return undefined
  },
})

async function everybody(context: OwnContext, organizationId: string): Promise<contract.CustomerAccess[]> {
  const byRole = await customerAccess(context, organizationId)
  const { rows } = await context.transaction((inside) =>
    grantPage(inside, { organizationId, state: 'granted' }, { max: mostGrants }),
  )
  return [...rows.map((row) => byConsent(context, row)), ...byRole]
}

function byConsent({ language }: OwnContext, row: GrantRow): contract.CustomerAccess {
  const until = row.expires_at?.toISOString()
  return {
    kind: 'person',
    how: 'grant',
    personId: encodeId('PEOPLE', row.requested_by),
    displayName: row.requested_by_name,
    email: row.requested_by_email,
    side: 'partner',
    role: row.kind === 'temporary' && row.scope === 'full' ? 'id_full_admin' : 'id_readonly_admin',
    text: phraseOf(language, `access.kinds.${row.kind}`),
    since: (row.starts_at ?? row.requested_at).toISOString(),
    ...(row.decided_by_name === null ? {} : { givenBy: row.decided_by_name }),
    ...(until === undefined ? {} : { until }),
  }
}
