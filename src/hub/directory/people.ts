import type { Person, User } from '../../api/directory.ts'
import { encodeId } from '../../api/ids.ts'
import type { Context } from '../../platform/context.ts'
import { rolesOfUsers } from '../administrators/index.ts'
import { assignmentsOf, licensesOf, soldPackages } from '../packages/index.ts'
import type { DirectoryUser } from './users.ts'

/** What these users hold and may do, read in three statements for all of them. */
async function holdings(context: Context, users: readonly DirectoryUser[]) {
  const [assignments, sold, roles] = await Promise.all([
    assignmentsOf(context, users),
    soldPackages(context, [...new Set(users.map((user) => user.organizationId))]),
    rolesOfUsers(
      context,
      users.map((user) => user.id),
    ),
  ])
  const soldByKey = new Map(sold.map((item) => [`${item.organizationId} ${item.id}`, item]))
  return (user: DirectoryUser) => {
    const assignment = assignments.get(user.id)
    const held = [assignment?.packageId, ...(assignment?.extras ?? [])].flatMap((id) => {
      const item = id ? soldByKey.get(`${user.organizationId} ${id}`) : undefined
      return item ? [item] : []
    })
    return { assignment, held, role: roles.get(user.id) }
  }
}

/** As existing clients know them, in the order given. */
export async function describePeople(context: Context, users: readonly DirectoryUser[]): Promise<Person[]> {
  const holdingsOf = await holdings(context, users)
  return users.map((user) => {
    const { held, role } = holdingsOf(user)
    return {
      id: encodeId('PEOPLE', user.id),
      emails: [user.email],
      ...(user.phoneNumber || user.extension
        ? {
            phoneNumbers: [
              ...(user.phoneNumber ? [{ type: 'work' as const, value: user.phoneNumber, primary: true }] : []),
              ...(user.extension ? [{ type: 'work_extension' as const, value: user.extension }] : []),
            ],
          }
        : {}),
      ...(user.extension ? { extension: user.extension } : {}),
      ...(user.locationId ? { locationId: encodeId('LOCATION', user.locationId) } : {}),
      displayName: user.displayName,
      ...(user.firstName ? { firstName: user.firstName, nickName: user.firstName } : {}),
      ...(user.lastName ? { lastName: user.lastName } : {}),
      orgId: encodeId('ORGANIZATION', user.organizationId),
      roles: role ? [encodeId('ROLE', role)] : [],
      licenses: held.flatMap(licensesOf).map(({ id }) => encodeId('LICENSE', id)),
      ...(user.department ? { department: user.department } : {}),
      ...(user.manager ? { manager: user.manager } : {}),
      ...(user.title ? { title: user.title } : {}),
      ...(user.addressCountry
        ? { addresses: [{ type: user.addressType ?? 'work', country: user.addressCountry }] }
        : {}),
      created: user.createdAt.toISOString(),
      lastModified: user.lastModifiedAt.toISOString(),
      ...(user.timeZone ? { timezone: user.timeZone } : {}),
      ...(user.lastActivityAt ? { lastActivity: user.lastActivityAt.toISOString() } : {}),
      ...(user.site ? { siteUrls: [user.site] } : {}),
      status:
        user.status === 'active' ? 'active' : ['inactive', 'suspended'].includes(user.status) ? 'inactive' : 'pending',
      invitePending: user.status === 'invite_pending' || user.status === 'not_verified',
      loginEnabled: user.status !== 'inactive' && user.status !== 'suspended',
      type: 'person',
    }
  })
}

/** As our own pages show them, in the order given. */
export async function describeUserRows(context: Context, users: readonly DirectoryUser[]): Promise<User[]> {
  const holdingsOf = await holdings(context, users)
  return users.map((user) => rowOf(user, holdingsOf(user)))
}

/** One user as lists show it, with what it holds: package, add-ons, licences and role. */
export async function describeUser(context: Context, user: DirectoryUser) {
  const holding = (await holdings(context, [user]))(user)
  const { assignment, held, role } = holding
  return {
    row: rowOf(user, holding),
    assignedAt: assignment?.packageId ? assignment.assignedAt : undefined,
    addOns: held.filter((item) => item.kind === 'add_on').map((item) => item.name),
    licenses: held
      .flatMap(licensesOf)
      .map((license) => ({ id: encodeId('LICENSE', license.id), name: license.name, from: license.package.name })),
    role,
  }
}

type Holding = ReturnType<Awaited<ReturnType<typeof holdings>>>

function rowOf(user: DirectoryUser, { held, role }: Holding): User {
  const main = held.find((item) => item.kind === 'package')
  return {
    id: encodeId('PEOPLE', user.id),
    organizationId: encodeId('ORGANIZATION', user.organizationId),
    organizationName: user.organizationName,
    displayName: user.displayName,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    status: user.status,
    ...(main ? { package: { id: main.id, name: main.name } } : {}),
    ...(user.phoneNumber ? { phoneNumber: user.phoneNumber } : {}),
    ...(user.extension ? { extension: user.extension } : {}),
    ...(user.locationName ? { location: user.locationName } : {}),
    ...(user.lastActivityAt ? { lastActivity: user.lastActivityAt.toISOString() } : {}),
    administrator: role !== undefined,
  }
}
