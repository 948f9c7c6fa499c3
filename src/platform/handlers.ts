import type { Readable } from 'node:stream'
import type { EndpointDefinition, EndpointInput, EndpointReply } from '../api/endpoint.ts'
import type { Context, OwnContext } from './context.ts'

/** What a handler may add to its answer. */
export type Answer = {
  /** There is a next page: the `Link` header repeats the request's own query with these put in. */
  next(query: Record<string, string | number>): void
  /** The `Location` header: a path below the hub's address, made absolute. */
  location(path: string): void
  /** The session cookie: a token to set, null to clear. */
  session(token: string | null, expiresAt?: Date): void
  /** The file of a `replyType` endpoint. The stream is pulled by the client's pace. */
  file(name: string, content: Readable | AsyncIterable<string | Uint8Array>): void
}

/** A file on its way in. `stream` ends early with an error when the client goes away. */
export type Upload = {
  stream: AsyncIterable<Uint8Array>
  fileName: string | undefined
  /** Of the whole body, where the client stated it. */
  statedBytes: number | undefined
}

export type RequestFacts = {
  address: string
  userAgent: string | undefined
  /** HTTP Basic credentials, decoded, where the request has some (OAuth clients). */
  basic: { name: string; password: string } | undefined
  /** The token of a one-time link, for endpoints that take one. */
  link: string | undefined
}

export type HandlerInput<E extends EndpointDefinition> = EndpointInput<E> & {
  answer: Answer
  facts: RequestFacts
  upload: E['upload'] extends readonly string[] ? Upload : undefined
}

export type HandlerContext<E extends EndpointDefinition> = E['transaction'] extends 'own' ? OwnContext : Context

export type Handler<E extends EndpointDefinition> = (
  context: HandlerContext<E>,
  input: HandlerInput<E>,
) => Promise<EndpointReply<E>>

/** An endpoint with what answers it. */
export type BoundEndpoint = {
  endpoint: EndpointDefinition
  run(context: Context | OwnContext, input: HandlerInput<EndpointDefinition>): Promise<unknown>
}

type EndpointName<Module> = {
  [Name in keyof Module]: Module[Name] extends EndpointDefinition ? Name : never
}[keyof Module]
type HandlersOf<Module, Name extends keyof Module> = {
  [Each in Name]: Handler<Extract<Module[Each], EndpointDefinition>>
}

/**
 * Binds every endpoint of an area's contract to its handler; the type fails if one is missing. A few answers gather from areas to
 * the right; those are named in `elsewhere` and bound there by `handleSome`. The hub does not start while an endpoint has no
 * handler or two.
 */
export function handle<Module extends object, Elsewhere extends EndpointName<Module> = never>(
  module: Module,
  handlers: HandlersOf<Module, Exclude<EndpointName<Module>, Elsewhere>>,
  _elsewhere: readonly Elsewhere[] = [],
): BoundEndpoint[] {
  return bind(module, handlers)
}

/** The part of a contract that another area answers. */
export function handleSome<Module extends object, Name extends EndpointName<Module>>(
  module: Module,
  handlers: HandlersOf<Module, Name>,
): BoundEndpoint[] {
  return bind(module, handlers)
}

function bind(module: object, handlers: object): BoundEndpoint[] {
  return Object.entries(handlers).map(([name, run]) => ({
    endpoint: (module as Record<string, EndpointDefinition>)[name] as EndpointDefinition,
    run: run as BoundEndpoint['run'],
  }))
}
