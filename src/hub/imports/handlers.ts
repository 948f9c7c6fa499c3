import { z } from 'zod'
import * as importsApi from '../../api/imports.ts'
import { fromCursor, KeyInteger, toCursor } from '../../platform/cursor.ts'
import { handle } from '../../platform/handlers.ts'
import { requireOrganization } from '../partners/index.ts'
import { startApplying } from './apply.ts'
import { cancelImport } from './cancel.ts'
import { failedRows } from './failed-rows.ts'
import { importPage, requireImport } from './import-record.ts'
import { requireRows } from './old-rows.ts'
import { fileStem, templateFor } from './template.ts'
import { uploadUsers } from './upload.ts'
import { usersFile } from './users-file.ts'
import { describeImport, describeRecords, readRows } from './views.ts'

export const importsHandlers = handle(importsApi, {
  createImport: async (context, { query, upload, answer }) => {
    const importId = await uploadUsers(context, upload, { ...query, fileName: query.fileName })
    const made = await context.transaction((inside) => describeImport(inside, importId))
    answer.location(`/v1/imports/${made.id}`)
    return made
  },

  listImports: async (context, { query, answer }) => {
    if (query.organizationId) await requireOrganization(context, query.organizationId)
    const key = fromCursor(z.tuple([z.uuid()]), query.cursor)
    const found = await importPage(context, {
      organizationId: query.organizationId,
      status: query.status,
      after: key?.[0] ?? null,
      max: query.max + 1,
    })
    const page = found.slice(0, query.max)
    const last = page.at(-1)
    if (found.length > query.max && last) answer.next({ cursor: toCursor([last.id]) })
    return { items: await describeRecords(context, page) }
  },

  getImport: (context, { params }) => describeImport(context, params.importId),

  listImportRows: async (context, { params, query, answer }) => {
    const record = await requireImport(context, params.importId)
    requireRows(context, record)
    const key = fromCursor(z.tuple([KeyInteger]), query.cursor)
    const found = await readRows(context, record, {
      outcome: query.outcome,
      changed: query.changed,
      warned: query.warnings === 'true',
      after: key?.[0] ?? 0,
      max: query.max,
    })
    const items = found.slice(0, query.max)
    const last = items.at(-1)
    if (found.length > query.max && last) answer.next({ cursor: toCursor([last.line]) })
    return { items }
  },

  applyImport: async (context, { params, body }) => {
    await startApplying(context, params.importId, body?.removals)
    return await describeImport(context, params.importId)
  },

  cancelImport: (context, { params }) => cancelImport(context, params.importId),

  downloadFailedRows: async (context, { params, answer }) => {
    const record = await context.transaction((inside) => requireImport(inside, params.importId))
    requireRows(context, record)
    answer.file(`${record.fileName.replace(/\.csv$/i, '')}-failed.csv`, failedRows(context, record.id))
    return undefined
  },

  downloadTemplate: async (context, { query, answer }) => {
    const template = await context.transaction((inside) => templateFor(inside, query.organizationId))
    answer.file(template.name, once(template.content))
    return undefined
  },

  downloadUsers: async (own, { query, answer }) => {
    const organization = await own.transaction(async (context) => {
      const found = await requireOrganization(context, query.organizationId)
      await context.audit({
        type: 'imports.users_exported',
        organizationId: found.id,
        subject: { kind: 'organization', id: found.id },
      })
      return found
    })
    const delimiter = query.delimiter === 'semicolon' ? ';' : ','
    answer.file(`${fileStem(organization)}-users-to-edit.csv`, usersFile(own, organization.id, delimiter))
    return undefined
  },
})

async function* once(content: string): AsyncGenerator<string> {
  yield content
}
