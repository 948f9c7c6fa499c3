import { type ErrorCode, errors } from '../api/errors.ts'
import type { FieldIssue } from './bad-input.ts'

/** A refusal that travels: thrown anywhere below a handler, answered as a Problem in the language of the request. */
export class Refusal extends Error {
  readonly code: ErrorCode
  /** Values for the phrase. Never secrets, never what the reader may not see. */
  readonly values: Record<string, string | number>
  /** Where it concerns certain inputs: one entry each. */
  readonly fields: readonly FieldIssue[]
  /** What else is refused at once, each with its own code, text and remedy: this one is the first of them. */
  readonly also: readonly Refusal[]
  /** Whole seconds, for 429 and 503. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    values: Record<string, string | number> = {},
    more: { fields?: readonly FieldIssue[]; also?: readonly Refusal[]; retryAfterSeconds?: number } = {},
  ) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.values = values
    this.fields = more.fields ?? []
    this.also = more.also ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }

  get status(): number {
    return errors[this.code].status
  }
}

/** PostgreSQL's five-letter SQLSTATE of an error, where it has one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code
  return undefined
}

/** Serialization failure and deadlock: the transaction may be repeated as a whole. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error)
  return state === '40001' || state === '40P01'
}

/** The server is gone, shutting down or starting: nothing is wrong with the request. */
export function isDatabaseDown(error: unknown): boolean {
  const state = sqlState(error)
  if (state === undefined) {
    return (
      error instanceof Error &&
      /Connection terminated|not queryable|connection timeout|timeout exceeded when trying to connect/i.test(
        error.message,
      )
    )
  }
  return (
    state.startsWith('08') ||
    state.startsWith('57P') ||
    // No more connections at the server: what is free in a moment serves the next request.
    state === '53300' ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(state)
  )
}
