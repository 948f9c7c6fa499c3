import { z } from 'zod'
import * as directoryApi from '../../api/directory.ts'
import { decodeId, encodeId, isUuid } from '../../api/ids.ts'
import * as packagesApi from '../../api/packages.ts'
import { isHelpDesk, isRole, type Role } from '../../api/permissions.ts'
import { reaches } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle, handleSome } from '../../platform/handlers.ts'
import { recordOnce } from '../audit/index.ts'
import { describeSelf } from '../identity/index.ts'
import { describeLicense, holdersOf, licensesOf, soldPackages } from '../packages/index.ts'
import { requireListedOrganization, requireOrganization } from '../partners/index.ts'
import { describeDevice, describeDevices, devicePage } from './devices.ts'
import { describeLocation, locationPage } from './locations.ts'
import { describePeople, describeUserRows } from './people.ts'
import { peoplePage, requireUser, userPage, usersById } from './users.ts'

const mostIds = 85

export const directoryHandlers = [
  ...handle(
    directoryApi,
    {
      listPeople: async (context, { query, answer }) => {
        if (query.orgId) await requireListedOrganization(context, query.orgId)
        const asked = query.id
          ?.split(',')
          .map((text) => text.trim())
          .filter(Boolean)
        if (asked && asked.length > mostIds) throw new Refusal('directory.too_many_ids', { count: mostIds })
        const ids = asked?.map((text) => decodeId('PEOPLE', text))
        const wanted = ids?.filter((id) => id !== null)
        const page = await peoplePage(context, {
          organizationId: query.orgId,
          email: query.email,
          displayName: query.displayName,
          locationId: query.locationId,
          ids: wanted,
          roles: query.roles === undefined ? undefined : rolesOf(query.roles),
          // Asked for by name, all come at once: one left to a next page would count as not found.
          max: Math.max(query.max, asked?.length ?? 0),
          cursor: query.cursor,
        })
        if (page.cursor) answer.next({ cursor: page.cursor })
        const items = await describePeople(context, page.items)
        await recordList(context, 'helpdesk.people_listed', items.length, query.orgId)
        // What a client does not want to know is left out of each.
        const shown = () => (query.excludeStatus ? items.map(({ status: _status, ...person }) => person) : items)
        if (!asked) return { items: shown() }
        const found = new Set(page.items.map((user) => user.id))
        // Whoever asks is no user of a customer, and has an id all the same.
        if (wanted?.includes(context.actor.id) && !found.has(context.actor.id)) {
          found.add(context.actor.id)
          items.push(await describeMe(context))
        }
        return { items: shown(), notFoundIds: asked.filter((_, position) => !found.has(ids?.[position] ?? '')) }
      },
      getMe: async (context) => await describeMe(context),
      getPerson: async (context, { params }) => {
        if (params.personId === context.actor.id) return await describeMe(context)
        const user = await requireUser(context, params.personId)
        const [person] = await describePeople(context, [user])
        if (!person) throw new Refusal('directory.user_not_found')
        if (isHelpDesk(context.actor.role)) {
          await recordOnce(context, {
            type: 'helpdesk.user_opened',
            organizationId: user.organizationId,
            subject: { kind: 'user', id: user.id, name: user.displayName },
          })
        }
        return person
      },
      listLocations: async (context, { query, answer }) => {
        if (query.orgId) await requireListedOrganization(context, query.orgId)
        const page = await locationPage(context, query)
        if (page.cursor) answer.next({ cursor: page.cursor })
        return { items: page.items.map(describeLocation) }
      },
      getLocation: async (context, { params, query }) => {
        if (query.orgId) await requireListedOrganization(context, query.orgId)
        const { items } = await locationPage(context, {
          id: params.locationId,
          orgId: query.orgId,
          max: 1,
          name: undefined,
          cursor: undefined,
        })
        const [location] = items
        if (!location) throw new Refusal('directory.location_not_found')
        return describeLocation(location)
      },
      listDevices: async (context, { query, answer }) => {
        if (query.orgId) await requireListedOrganization(context, query.orgId)
        const page = await devicePage(context, query)
        if (page.cursor) answer.next({ cursor: page.cursor })
        await recordList(context, 'helpdesk.devices_listed', page.items.length, query.orgId)
        return { items: page.items.map(describeDevice) }
      },
      getDevice: async (context, { params, query }) => {
        if (query.orgId) await requireListedOrganization(context, query.orgId)
        const [device] = await describeDevices(context, [params.deviceId])
        if (!device || (query.orgId && device.organizationId !== query.orgId))
          throw new Refusal('directory.device_not_found')
        if (isHelpDesk(context.actor.role)) {
          await recordOnce(context, {
            type: query.preview ? 'helpdesk.preview_shown' : 'helpdesk.device_opened',
            organizationId: device.organizationId,
            subject: { kind: 'device', id: device.id },
          })
        }
        return describeDevice(device)
      },
      listUsers: async (context, { query, answer }) => {
        await requireOrganization(context, query.organizationId)
        const page = await userPage(context, query.organizationId, query)
        if (page.cursor) answer.next({ cursor: page.cursor })
        await recordList(context, 'helpdesk.people_listed', page.items.length, query.organizationId)
        return { items: await describeUserRows(context, page.items) }
      },
    },
    // Names imports too.
    ['getUser'],
  ),
  ...handleSome(packagesApi, {
    getLicense: async (context, { params, query, answer }) => {
      const [organizationId = ''] = params.licenseId.split(':')
      if (!isUuid(organizationId) || !reaches(context.actor, organizationId))
        throw new Refusal('packages.license_not_found')
      const sold = await soldPackages(context, [organizationId])
      const license = sold.flatMap(licensesOf).find(({ id }) => id === params.licenseId)
      if (!license) throw new Refusal('packages.license_not_found')
      if (query.includeAssignedTo !== 'user') return describeLicense(license)
      const after = fromCursor(z.tuple([z.uuid()]), query.next)
      const holders = await holdersOf(context, organizationId, license.package.id, {
        after: after?.[0] ?? null,
        max: query.limit + 1,
      })
      const shown = holders.slice(0, query.limit)
      const last = shown.at(-1)
      if (holders.length > query.limit && last) answer.next({ next: toCursor([last]) })
      const users = new Map((await usersById(context, shown)).map((user) => [user.id, user]))
      return {
        ...describeLicense(license),
        users: shown.flatMap((id) => {
          const user = users.get(id)
          return user
            ? [
                {
                  id: encodeId('PEOPLE', id),
                  type: 'INTERNAL' as const,
                  displayName: user.displayName,
                  email: user.email,
                },
              ]
            : []
        }),
      }
    },
  }),
]

/** Reading about people is an act of the help desk, a list as much as a page. */
async function recordList(
  context: Context,
  type: 'helpdesk.people_listed' | 'helpdesk.devices_listed',
  count: number,
  organizationId: string | undefined,
): Promise<void> {
  if (!isHelpDesk(context.actor.role) || count === 0) return
  await context.audit({ type, organizationId: organizationId ?? null, data: { count } })
}

/** The roles behind a comma-separated list of role ids, or of the keys in them; what is none is left out. */
function rolesOf(text: string): Role[] {
  return text
    .split(',')
    .map((id) => decodeId('ROLE', id.trim()) ?? id.trim())
    .filter(isRole)
}

async function describeMe(context: Context): Promise<directoryApi.Person> {
  const self = await describeSelf(context)
  if (!self) throw new Refusal('directory.user_not_found')
  const { actor } = context
  if (self.userId) {
    const [person] = await describePeople(context, await usersById(context, [self.userId]))
    if (person) return person
  }
  return {
    id: encodeId('PEOPLE', self.id),
    emails: [self.email],
    displayName: self.displayName,
    ...(self.firstName ? { firstName: self.firstName } : {}),
    ...(self.lastName ? { lastName: self.lastName } : {}),
    orgId: encodeId('ORGANIZATION', actor.organizationId ?? actor.partnerId),
    roles: actor.role === 'system' ? [] : [encodeId('ROLE', actor.role)],
    licenses: [],
    created: self.createdAt.toISOString(),
    lastModified: self.createdAt.toISOString(),
    status: 'active',
    invitePending: false,
    loginEnabled: true,
    type: actor.kind === 'service_app' ? 'appuser' : 'person',
  }
}
