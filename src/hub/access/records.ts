import { sql } from 'kysely'
import { z } from 'zod'
import type { AccessRecord } from '../../api/access.ts'
import { nameOfEndpoint, type RecordPhrase, recordedAs, recordedAsExport } from '../../api/access-records.ts'
import { type SubjectKind, subjectKinds } from '../../api/audit-types.ts'
import { encodeId, type IdType } from '../../api/ids.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import type { Opened } from '../../platform/http.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { subjectName } from '../audit/index.ts'
import { kindOfQuery } from '../lookup/index.ts'

/** A page that asks again by itself, or turns pages, opens one thing once; acts are all kept, and so is each file that is taken. */
const sameWithinSeconds = 60

/** Behind the name of a list that was taken as a file, page by page. */
const exportMark = ':export'

// What a parameter of a path stands for.
const subjects: Readonly<Record<string, { kind: string; type?: IdType }>> = {
  userId: { kind: 'user', type: 'PEOPLE' },
  personId: { kind: 'user', type: 'PEOPLE' },
  deviceId: { kind: 'device', type: 'DEVICE' },
  customerId: { kind: 'organization', type: 'ORGANIZATION' },
  orgId: { kind: 'organization', type: 'ORGANIZATION' },
  locationId: { kind: 'location', type: 'LOCATION' },
  importId: { kind: 'import', type: 'IMPORT' },
  mailId: { kind: 'mail', type: 'MAIL' },
  grantId: { kind: 'grant', type: 'ACCESS' },
  licenseId: { kind: 'license', type: 'LICENSE' },
  roleId: { kind: 'role', type: 'ROLE' },
}

/** Writes down what was opened or done under the actor's grant; stands and falls with the answer. */
export async function recordOpened(context: Context, opened: Opened): Promise<void> {
  const { actor, tx } = context
  if (!actor.access || actor.organizationId === null) return
  const name = nameOfEndpoint(opened.endpoint)
  if (recordedAs[name] === 'unrecorded') return
  const endpoint = opened.query['export'] === true ? `${name}${exportMark}` : name
  const subject = subjectOf(opened)
  const named = nameIn(opened.result)
  const known =
    subject && isSubjectKind(subject.kind)
      ? subjectName(actor.partnerId, { ...subject, kind: subject.kind })
      : sql`null`
  const search = typeof opened.query['q'] === 'string' ? kindOfQuery(opened.query['q'], true) : null
  const repeats = opened.endpoint.method === 'GET' && !beginsFile(opened)
  // What one page asks for at once comes one after the other here, so that the later sees the earlier.
  if (repeats)
    await tx
      .selectFrom('access_grants')
      .select('id')
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', actor.access.grantId)
      .forNoKeyUpdate()
      .execute()
  await sql`
    insert into access_records (partner_id, grant_id, id, org_id, endpoint, subject_kind, subject_id, subject_name, search_kind)
    select ${actor.partnerId}::uuid, ${actor.access.grantId}::uuid, ${uuidv7()}::uuid, ${actor.organizationId}::uuid, ${endpoint},
      ${subject?.kind ?? null}, ${subject?.id ?? null}, coalesce(${known}, ${named}::text), ${search}::text
    where not ${repeats}::boolean or not exists (
      select 1 from access_records r where r.partner_id = ${actor.partnerId}::uuid and r.grant_id = ${actor.access.grantId}::uuid
        and r.endpoint = any(${alikeTo(endpoint)}::text[])
        and case when r.subject_kind = 'organization' then null else r.subject_id end is not distinct from ${subject?.kind === 'organization' ? null : (subject?.id ?? null)}::text
        and r.search_kind is not distinct from ${search}::text and r.at > now() - make_interval(secs => ${sameWithinSeconds}::int))`.execute(
    tx,
  )
}

/** Endpoints that one page asks and that the replay tells in the same words: to the reader they are one thing, opened once. */
function alikeTo(endpoint: string): string[] {
  const phrase = phraseFor(endpoint)
  if (phrase === 'other') return [endpoint]
  const exports = Object.keys(recordedAsExport).map((name) => `${name}${exportMark}`)
  return [...Object.keys(recordedAs), ...exports].filter((each) => phraseFor(each) === phrase)
}

/** A file in one answer, or the first page of a list that becomes one: the next, with other filters, is another. Its further pages are the same. */
function beginsFile({ endpoint, query }: Opened): boolean {
  return endpoint.replyType !== undefined || (query['export'] === true && query['cursor'] === undefined)
}

function subjectOf(opened: Opened): { kind: string; id: string } | null {
  for (const [parameter, value] of Object.entries(opened.params)) {
    if (typeof value === 'string') return { kind: subjects[parameter]?.kind ?? parameter.replace(/Id$/, ''), id: value }
  }
  return null
}

const Named = z.looseObject({
  displayName: z.string().optional(),
  name: z.string().optional(),
  fileName: z.string().optional(),
  subject: z.string().optional(),
})

function nameIn(result: unknown): string | null {
  const named = Named.safeParse(result)
  if (!named.success) return null
  const { displayName, name, fileName, subject } = named.data
  return displayName ?? name ?? fileName ?? subject ?? null
}

function isSubjectKind(text: string): text is SubjectKind {
  return subjectKinds.some((kind) => kind === text)
}

export type RecordRow = {
  id: string
  at: Date
  endpoint: string
  subject_kind: string | null
  subject_id: string | null
  subject_name: string | null
  search_kind: string | null
}

/** In order, the earliest first. The caller has found the grant in reach. */
export async function recordPage(
  context: Context,
  grantId: string,
  page: { max: number; cursor?: string | undefined },
): Promise<{ items: AccessRecord[]; cursor: string | null }> {
  const after = fromCursor(z.tuple([z.uuid()]), page.cursor)
  let found = context.tx
    .selectFrom('access_records')
    .select(['id', 'at', 'endpoint', 'subject_kind', 'subject_id', 'subject_name', 'search_kind'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('grant_id', '=', grantId)
    .orderBy('id')
    .limit(page.max + 1)
  if (after) found = found.where('id', '>', after[0])
  const rows: RecordRow[] = await found.execute()
  const shown = rows.slice(0, page.max)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => describeRecord(context, row)),
    cursor: rows.length > page.max && last ? toCursor([last.id]) : null,
  }
}

function describeRecord(context: Context, row: RecordRow): AccessRecord {
  const subject =
    row.subject_kind !== null && row.subject_id !== null ? { kind: row.subject_kind, id: row.subject_id } : null
  return {
    id: row.id,
    at: row.at.toISOString(),
    endpoint: row.endpoint,
    text: sentenceOf(context, row),
    ...(subject
      ? {
          subject: {
            kind: subject.kind,
            id: encoded(subject),
            ...(row.subject_name === null ? {} : { name: row.subject_name }),
          },
        }
      : {}),
    ...(row.search_kind === null ? {} : { searchKind: row.search_kind }),
  }
}

function sentenceOf({ language }: Context, row: RecordRow): string {
  const sentence = phraseOf(language, `access.records.${phraseFor(row.endpoint)}`, {
    subject: row.subject_name ?? row.subject_id ?? '',
    endpoint: row.endpoint,
  })
  if (row.search_kind === null) return sentence
  return `${sentence} (${phraseOf(language, 'access.searchedBy', { kind: phraseOf(language, `audit.queryKinds.${row.search_kind}`) })})`
}

function phraseFor(endpoint: string): RecordPhrase {
  const phrase = endpoint.endsWith(exportMark)
    ? recordedAsExport[endpoint.slice(0, -exportMark.length)]
    : recordedAs[endpoint]
  return phrase === undefined || phrase === 'unrecorded' ? 'other' : phrase
}

function encoded(subject: { kind: string; id: string }): string {
  const type = Object.values(subjects).find(({ kind }) => kind === subject.kind)?.type
  return type ? encodeId(type, subject.id) : subject.id
}
