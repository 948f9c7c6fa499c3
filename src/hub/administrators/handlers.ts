import { Readable } from 'node:stream'
import * as contract from '../../api/identity-administrators.ts'
import { rolePhrases } from '../../api/permissions.ts'
import { hasPartner } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { csvLine, harmless } from '../../platform/write-csv.ts'
import { requireOrganization } from '../partners/index.ts'
import {
  type AdministratorFilters,
  administratorPage,
  describeAdministrator,
  describeInDetail,
  requireAdministrator,
} from './administrators.ts'
import { changeAdministrator, inviteAdministrator, inviteAgain, removeAdministrator } from './change-administrator.ts'
import { explainAccess } from './explain.ts'
import { assignableBy } from './guards.ts'
import { openInvitation, takeInvitation } from './invitations.ts'
import { assign, managedOrganizations, partnerAdministrators } from './partner-administrators.ts'
import { previewChange, previewInvitation } from './preview-rights.ts'
import { roleHandlers } from './roles.ts'

const ownHandlers = handle(
  contract,
  {
    listAdministrators: async (context, { query, answer }) => {
      const organizationId = await organizationOf(context, query.organizationId)
      const page = await administratorPage(context, organizationId, query, query)
      if (page.cursor) answer.next({ cursor: page.cursor })
      return {
        items: page.items.map((person) => describeAdministrator(context, person)),
        assignable: assignableBy(context.actor, organizationId),
      }
    },
    exportAdministrators: async (context, { query, answer }) => {
      const organizationId = await organizationOf(context, query.organizationId)
      answer.file('administrators.csv', await administratorsCsv(context, organizationId, query))
      return undefined
    },
    getAdministrator: async (context, { params }) =>
      await describeInDetail(context, await requireAdministrator(context, params.personId)),
    inviteAdministrator: async (context, { body }) => {
      const organizationId = await organizationOf(context, body.organizationId)
      return await describeInDetail(context, await inviteAdministrator(context, { ...body, organizationId }))
    },
    changeAdministrator: async (context, { params, body }) =>
      await describeInDetail(context, await changeAdministrator(context, params.personId, body)),
    removeAdministrator: async (context, { params }) => {
      await removeAdministrator(context, params.personId)
      return undefined
    },
    inviteAgain: async (context, { params }) => {
      await inviteAgain(context, params.personId)
      return undefined
    },
    previewRights: async (context, { params, body }) => await previewChange(context, params.personId, body),
    previewInvitation: async (context, { body }) =>
      await previewInvitation(context, await organizationOf(context, body.organizationId), body),
    getInvitation: async (context, { facts }) => {
      const { email, displayName, organization, role, expires } = await openInvitation(context, facts.link ?? '')
      return { email, displayName, organization, role, expires: expires.toISOString() }
    },
    acceptInvitation: async (context, { body }) => await takeInvitation(context, body.token, body.password),
    explainAccess: async (context, { query }) => await explainAccess(context, query),
    listManagedOrganizations: async (context, { query }) => await managedOrganizations(context, query.managedBy),
    listPartnerAdministrators: async (context, { params }) => await partnerAdministrators(context, params.orgId),
    assignPartnerAdministrator: async (context, { params }) => {
      await assign(context, params.orgId, params.personId, true)
      return undefined
    },
    unassignPartnerAdministrator: async (context, { params }) => {
      await assign(context, params.orgId, params.personId, false)
      return undefined
    },
    revokePartnerAdministrator: async (context, { params }) => {
      await removeAdministrator(context, params.personId, 'identity.partner_roles_revoked')
      return undefined
    },
  },
  ['listCustomerAccess', 'exportCustomerAccess'],
)

export const administratorsHandlers = [...ownHandlers, ...roleHandlers]

/** Whose administrators are meant: those of the partner (null), or of a customer in reach. */
async function organizationOf(context: Context, stated: string | undefined): Promise<string | null> {
  const { actor } = context
  const organizationId = stated ?? actor.organizationId
  if (organizationId === null || (organizationId === actor.partnerId && actor.side === 'partner')) {
    if (!hasPartner(actor)) throw new Refusal('identity.one_organization')
    return null
  }
  return (await requireOrganization(context, organizationId)).id
}

async function administratorsCsv(
  context: Context,
  organizationId: string | null,
  filters: AdministratorFilters,
): Promise<Readable> {
  const { items } = await administratorPage(context, organizationId, filters)
  const people = items.map((person) => describeAdministrator(context, person))
  return csvOf(
    context,
    ['name', 'email', 'role', 'reach', 'state', 'since', 'givenBy', 'lastSignIn'],
    people.map((person) => [
      person.displayName,
      person.email,
      phraseOf(context.language, rolePhrases[person.role]),
      person.reach.text,
      phraseOf(context.language, `identity.administrators.states.${person.state}`),
      person.since,
      person.givenBy ?? '',
      person.lastSignIn ?? '',
    ]),
  )
}

/** Cells that a spreadsheet program would run are made harmless: names come from anybody. */
function csvOf(context: Context | OwnContext, heads: readonly string[], lines: readonly string[][]): Readable {
  const titles = heads.map((head) => phraseOf(context.language, `identity.administrators.columns.${head}`))
  return Readable.from(['\ufeff', ...[titles, ...lines].map((cells) => csvLine(cells.map(harmless)))])
}
