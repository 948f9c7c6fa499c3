import type { z } from 'zod'
import type { common } from '../phrases/en/common.ts'
import { Refusal } from './errors.ts'

/** What an input wants, as a key of the sentences under `common.fields`. */
export type FieldFault = keyof typeof common.fields
export type FieldIssue = { field: string; fault: FieldFault; values: Record<string, string | number> }

// Nobody mends more at once, and an answer shall not grow with what was sent.
const mostFields = 20
const mostAllowed = 20
const longestName = 200

/**
 * Bad input of a request: what each field wants, to be said in the reader's language. The schema's own words are English and
 * speak of types, so they never leave the hub.
 * @param where named where the input as a whole does not fit and no field of it is to blame.
 */
export function badInput(error: z.ZodError, input: unknown, where: 'query' | 'body'): Refusal {
  const fields = error.issues.flatMap((issue) => faultsOf(issue, input, where)).slice(0, mostFields)
  return new Refusal('common.bad_request', {}, { fields })
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown, where: string): FieldIssue[] {
  const field = nameOf(issue.path) || where
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, mostFields).map((key) => {
      const name = nameOf([...issue.path, key])
      return { field: name, fault: 'not_known', values: { field: name } }
    })
  const { fault, values } = valueAt(input, issue.path) === undefined ? plain('missing') : faultOf(issue)
  return [{ field, fault, values: { field, ...values } }]
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, longestName).toWellFormed()
}

type Fault = { fault: FieldFault; values: Record<string, string | number> }

function plain(fault: FieldFault, values: Fault['values'] = {}): Fault {
  return { fault, values }
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case 'invalid_type':
      return plain(typeFaults[issue.expected] ?? 'not_fitting')
    case 'too_big':
    case 'too_small':
      return sizeFault(issue)
    case 'invalid_value': {
      const allowed = issue.values.slice(0, mostAllowed).map(String).join(', ')
      return plain('not_one_of', { allowed: issue.values.length > mostAllowed ? `${allowed}, …` : allowed })
    }
    case 'invalid_format':
      return plain(formatFaults[issue.format] ?? 'not_fitting')
    case 'not_multiple_of':
      return plain('not_multiple', { step: issue.divisor.toString() })
    case 'custom': {
      const unseen: unknown = issue.params?.['invisible']
      if (typeof unseen === 'string') return plain('invisible', { character: unseen })
      const wanted: unknown = issue.params?.['id']
      return typeof wanted === 'string' ? plain('not_id', { type: wanted }) : plain('not_fitting')
    }
    default:
      return plain('not_fitting')
  }
}

function sizeFault(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Fault {
  const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum
  const isNumber = typeof limit === 'number'
  if (issue.origin === 'string') {
    if (issue.code === 'too_small')
      return Number(limit) === 1 ? plain('blank') : plain('too_short', { limit: Number(limit) })
    return plain('too_long', { limit: Number(limit) })
  }
  if (issue.origin === 'array' || issue.origin === 'set' || issue.origin === 'map')
    return plain(issue.code === 'too_big' ? 'list_too_long' : 'list_too_short', { limit: Number(limit) })
  if (issue.origin === 'date') return plain('not_date')
  return plain(issue.code === 'too_big' ? 'too_large' : 'too_small', { limit: isNumber ? limit : limit.toString() })
}

const typeFaults: Record<string, FieldFault> = {
  string: 'not_text',
  number: 'not_number',
  int: 'not_whole',
  bigint: 'not_whole',
  boolean: 'not_boolean',
  date: 'not_date',
  array: 'not_list',
  object: 'not_object',
  record: 'not_object',
}

const formatFaults: Record<string, FieldFault> = {
  email: 'not_email',
  url: 'not_url',
  uuid: 'not_uuid',
  guid: 'not_uuid',
  datetime: 'not_date',
  date: 'not_day',
  safeint: 'not_whole',
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
