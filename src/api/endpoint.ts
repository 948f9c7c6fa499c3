import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

/** `anyone`: open without credentials. `signed-in`: any session or token. Otherwise the permission that is needed. */
export type Needs = 'anyone' | 'signed-in' | Permission

export type EndpointDefinition = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Written whole, with `:name` for parameters, as `/v1/imports/:importId`. */
  path: `/${string}`
  /** One sentence in English for the API page. */
  summary: string
  needs: Needs
  /** OAuth scope that a token must hold; sessions hold all scopes of their role. */
  scope?: string
  /** In place of `scope`, where each part of the answer has its own: any of them lets in, and what a token holds none for is left out. */
  scopes?: Readonly<Record<string, string>>
  /**
   * Not for whoever is in an organization by its consent: in a `view`, what cannot be masked (files with secrets); in `any` session, what would
   * outlast the end of the access (long streams).
   */
  notInSession?: 'view' | 'any'
  params?: z.ZodObject
  query?: z.ZodObject
  /**
   * Takes the token of a one-time link in the header `cordboard-link`: an address stands in the logs of every proxy on the way, for longer than
   * the link holds. A request without it is one with a link that there is not.
   */
  link?: true
  body?: z.ZodType
  /** `form` also takes application/x-www-form-urlencoded (OAuth). Default: JSON. */
  bodyType?: 'json' | 'form'
  /** A call that others have published: their clients send fields that we do not know. Our own refuse them by name. */
  published?: true
  /** The body is a file, streamed: raw with one of these content types, or a multipart field `file`. */
  upload?: readonly string[]
  /** The JSON answer. Left out: an empty answer, or the file of `replyType`. */
  reply?: z.ZodType
  /** The answer is a file of this content type, streamed. */
  replyType?: 'text/csv' | 'application/json' | 'application/x-ndjson'
  status?: 200 | 201 | 202 | 204
  /** The answer carries a `Link` header with rel="next" while there is more. */
  paged?: true
  /**
   * How the handler meets the database. `request` (default): in one transaction, repeated on a serialization failure.
   * `own`: the handler opens its own by `ctx.transaction`, for streams and long work.
   */
  transaction?: 'request' | 'own'
  /** The ways in which the handler itself refuses, for the API page. Those of all endpoints (bad input, 401, 403, 429, 503) are not repeated. */
  refuses: readonly ErrorCode[]
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined
type In<T> = T extends z.ZodType ? z.input<T> : undefined

/** An endpoint as a value: route, check in both directions, permission, API page and typed client all come from it. */
export function endpoint<const Definition extends EndpointDefinition>(definition: Definition): Definition {
  return definition
}

/** What the handler receives, after checking. */
export type EndpointInput<E extends EndpointDefinition> = {
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
}

/** What the handler answers; it is checked against `reply` before it is sent. */
export type EndpointReply<E extends EndpointDefinition> = E['reply'] extends z.ZodType ? z.input<E['reply']> : undefined

/** What a client sends, before defaults are filled in. */
export type EndpointRequest<E extends EndpointDefinition> = {
  [Key in 'params' | 'query' | 'body' as E[Key] extends z.ZodType ? Key : never]: In<E[Key]>
}

/** What a client receives. */
export type EndpointAnswer<E extends EndpointDefinition> = E['reply'] extends z.ZodType
  ? z.output<E['reply']>
  : undefined

export type Endpoints = Readonly<Record<string, EndpointDefinition>>

/** The header by which a person acts in a customer's organization by that customer's consent: the id of the grant. */
export const accessHeader = 'cordboard-access'

/** The header by which a reading request names a one-time link: its token. */
export const linkHeader = 'cordboard-link'

/**
 * The header of what a console reads by itself while nobody is at it: checked like any request, but no use of the session. Read requests of a
 * session alone may say it; what writes, and every access token, is use.
 */
export const backgroundHeader = 'cordboard-background'
