import type { UserDetail } from '../../api/directory.ts'
import * as directoryApi from '../../api/directory.ts'
import { encodeId } from '../../api/ids.ts'
import { roles } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { handleSome } from '../../platform/handlers.ts'
import { recordOnce } from '../audit/index.ts'
import { type DirectoryUser, describeUser, devicesOfUser, macWithColons, requireUser } from '../directory/index.ts'
import { type ImportReference, importReferences } from '../imports/index.ts'

/** One user with everything around it: gathered from directory, packages, identity and imports. */
export const userPage = handleSome(directoryApi, {
  getUser: async (context, { params, query }) => {
    const user = await requireUser(context, params.userId)
    const [detail] = await Promise.all([
      describeDetail(context, user),
      recordOnce(context, {
        type: query.preview ? 'helpdesk.preview_shown' : 'helpdesk.user_opened',
        organizationId: user.organizationId,
        subject: { kind: 'user', id: user.id },
      }),
    ])
    return detail
  },
})

async function describeDetail(context: Context, user: DirectoryUser): Promise<UserDetail> {
  const [{ row, ...held }, devices, imports] = await Promise.all([
    describeUser(context, user),
    devicesOfUser(context, user.id),
    importReferences(context, [user.createdByImport, user.changedByImport]),
  ])
  const createdBy = reference(imports, user.createdByImport, user.createdByLine)
  const changedBy = reference(imports, user.changedByImport, user.changedByLine)
  return {
    ...row,
    ...(user.title ? { title: user.title } : {}),
    ...(user.department ? { department: user.department } : {}),
    ...(user.manager ? { manager: user.manager } : {}),
    ...(user.language ? { language: user.language } : {}),
    ...(user.timeZone ? { timeZone: user.timeZone } : {}),
    ...(user.site ? { site: user.site } : {}),
    callerId: {
      ...(user.callerIdNumber ? { number: user.callerIdNumber } : {}),
      ...(user.callerIdFirstName ? { firstName: user.callerIdFirstName } : {}),
      ...(user.callerIdLastName ? { lastName: user.callerIdLastName } : {}),
    },
    licenses: held.licenses,
    addOns: held.addOns,
    ...(held.assignedAt ? { packageSince: held.assignedAt.toISOString() } : {}),
    numbers: user.phoneNumber
      ? [{ e164: user.phoneNumber, ...(user.locationName ? { location: user.locationName } : {}) }]
      : [],
    devices: devices.map((device) => ({
      id: encodeId('DEVICE', device.id),
      displayName: device.displayName,
      product: device.product,
      ...(device.mac ? { mac: macWithColons(device.mac) } : {}),
      ...(device.serial ? { serial: device.serial } : {}),
      ...(device.sipAddress ? { sipAddress: device.sipAddress } : {}),
      connectionStatus: directoryApi.ConnectionStatus.parse(device.connectionStatus),
      ...(device.lastSeenAt ? { lastSeen: device.lastSeenAt.toISOString() } : {}),
    })),
    created: user.createdAt.toISOString(),
    lastModified: user.lastModifiedAt.toISOString(),
    ...(createdBy ? { createdByImport: createdBy } : {}),
    ...(changedBy ? { changedByImport: changedBy } : {}),
    ...(held.role ? { role: roles[held.role].name } : {}),
  }
}

/** Whom an import before lines were kept made or changed has none. */
function reference(imports: Map<string, ImportReference>, id: string | null, line: number | null) {
  const found = id === null ? undefined : imports.get(id)
  if (!found) return undefined
  return {
    ...found,
    id: encodeId('IMPORT', found.id),
    at: found.at.toISOString(),
    ...(line === null ? {} : { line }),
  }
}
