import * as accessApi from '../../api/access.ts'
import type { Context } from '../../platform/context.ts'
import { handle } from '../../platform/handlers.ts'
import { requireOrganization } from '../partners/index.ts'
import { askAgain, askForAccess, openView } from './ask.ts'
import { changeConsent, describeConsent } from './consent.ts'
import { decideByLink, decideRequest, lookByLink } from './decide.ts'
import { endAccess } from './end.ts'
import { grantsAsCsv, recordsAsCsv } from './export.ts'
import { describeGrant, grantPage, requireGrant } from './grants.ts'
import { recordPage } from './records.ts'

export const accessHandlers = handle(accessApi, {
  getConsent: async (context, { params }) => await describeConsent(context, params.customerId),
  changeConsent: async (context, { params, body }) => {
    await changeConsent(context, params.customerId, body.readOnlyAccess)
    return await describeConsent(context, params.customerId)
  },
  openView: async (context, { body }) => await describe(context, await openView(context, body.organizationId)),
  requestAccess: async (context, { body }) =>
    await describe(
      context,
      await askForAccess(context, body.organizationId, {
        reason: body.reason,
        scope: body.scope,
        seconds: body.minutes * 60,
      }),
    ),
  listGrants: async (context, { query, answer }) => {
    if (query.organizationId) await requireOrganization(context, query.organizationId)
    const page = await grantPage(context, query, query)
    if (page.cursor) answer.next({ cursor: page.cursor })
    return { items: page.rows.map((row) => describeGrant(context, row)) }
  },
  exportGrants: async (context, { query, answer }) => {
    const { organizationId } = query
    if (organizationId) await context.transaction((inside) => requireOrganization(inside, organizationId))
    answer.file('access.csv', grantsAsCsv(context, query))
    return undefined
  },
  getGrant: async (context, { params }) => await describe(context, params.grantId),
  grantAccess: async (context, { params }) => {
    await decideRequest(context, params.grantId, { decision: 'grant', how: 'console' })
    return await describe(context, params.grantId)
  },
  refuseAccess: async (context, { params, body }) => {
    await decideRequest(context, params.grantId, {
      decision: 'refuse',
      unexpected: body?.unexpected === true,
      how: 'console',
    })
    return await describe(context, params.grantId)
  },
  endAccess: async (context, { params }) => {
    await endAccess(context, params.grantId)
    return await describe(context, params.grantId)
  },
  askAgain: async (context, { params }) => await describe(context, await askAgain(context, params.grantId)),
  listAccessRecords: async (context, { params, query, answer }) => {
    const page = await recordPage(context, (await requireGrant(context, params.grantId)).id, query)
    if (page.cursor) answer.next({ cursor: page.cursor })
    return { items: page.items }
  },
  exportAccessRecords: async (context, { params, answer }) => {
    const { id } = await context.transaction((inside) => requireGrant(inside, params.grantId))
    answer.file('what-was-opened.csv', recordsAsCsv(context, id))
    return undefined
  },
  getDecision: async (context, { facts }) => await lookByLink(context, facts.link ?? ''),
  decideByLink: async (context, { body }) => await decideByLink(context, body),
})

async function describe(context: Context, grantId: string) {
  return describeGrant(context, await requireGrant(context, grantId))
}
