import type { Problem } from './common.ts'
import type { EndpointAnswer, EndpointDefinition, EndpointRequest } from './endpoint.ts'

/** What the client needs of a fetch: the browser's and Node's both fit, and the answer keeps its own type. */
export type FetchInit = { method?: string; headers?: unknown; body?: unknown; signal?: unknown; duplex?: unknown }
export type FetchAnswer = {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}
export type Fetch<Answer extends FetchAnswer> = { fetch(url: string, init: FetchInit): Promise<Answer> }['fetch']

/**
 * An endpoint without its schemas, for callers that must stay small: `route<typeof signIn>('POST', '/v1/session')` is
 * checked against the contract and brings nothing along at run time.
 */
export type Route<E extends EndpointDefinition> = {
  readonly method: E['method']
  readonly path: E['path']
  readonly of?: E
}

export function route<E extends EndpointDefinition>(method: E['method'], path: E['path']): Route<E> {
  return { method, path }
}

export type CallOptions = {
  /** An AbortSignal; the call then rejects with the reason of the abort. */
  signal?: unknown
  headers?: Record<string, string>
}

export type Reply<E extends EndpointDefinition> = {
  data: EndpointAnswer<E>
  /** Address of the next page, from `Link: rel="next"`; left out on the last one. */
  next?: string
  headers: FetchAnswer['headers']
}

export type UploadOptions = CallOptions & { contentType: string }

export type ClientOptions<Answer extends FetchAnswer> = {
  /** Without a trailing slash; empty for the own origin. */
  baseUrl: string
  fetch: Fetch<Answer>
  /** For the sentences of problems and issues; a function where it may change. */
  language?: string | (() => string)
  /** Sent with each call, for instance `authorization`. */
  headers?: Record<string, string> | (() => Record<string, string>)
}

export type Client<Answer extends FetchAnswer = FetchAnswer> = {
  /** @throws ApiError for every answer that is no success, ConnectionError where there was none. */
  call<E extends EndpointDefinition>(endpoint: E | Route<E>, ...request: RequestArguments<E>): Promise<Reply<E>>
  /** The next page of the same endpoint. Only path and query of `next` are used: the hub may be known by another name here. */
  follow<E extends EndpointDefinition>(endpoint: E | Route<E>, next: string, options?: CallOptions): Promise<Reply<E>>
  /** Sends a file as it is. `body` is whatever the given fetch takes: a stream, bytes, text. */
  upload<E extends EndpointDefinition>(
    endpoint: E | Route<E>,
    request: ClientRequest<E>,
    body: unknown,
    options: UploadOptions,
  ): Promise<Reply<E>>
  /** The answer itself, for files: the caller reads its body. */
  download<E extends EndpointDefinition>(
    endpoint: E | Route<E>,
    request: ClientRequest<E>,
    options?: CallOptions,
  ): Promise<Answer>
  /** Where an endpoint lies, for links and forms. */
  address<E extends EndpointDefinition>(endpoint: E | Route<E>, request: Parts): string
}

/** A refusal as the hub words it. `retryAfter` is in seconds, from 429 and 503. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem
  readonly retryAfter: number | undefined

  constructor(status: number, problem: Problem, retryAfter?: number) {
    super(problem.message)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
    this.retryAfter = retryAfter
  }

  get code(): string {
    return this.problem.code
  }
}

/** No answer came: the hub or the network is away. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('No answer from the hub', { cause })
    this.name = 'ConnectionError'
  }
}

export function createClient<Answer extends FetchAnswer>(options: ClientOptions<Answer>): Client<Answer> {
  async function send(
    method: string,
    url: string,
    init: FetchInit,
    more: CallOptions = {},
    own: Record<string, string> = {},
  ) {
    const language = current(options.language)
    const headers = {
      accept: 'application/json',
      ...(language ? { 'accept-language': language } : {}),
      ...current(options.headers),
      ...own,
      ...more.headers,
    }
    let answer: Answer
    try {
      answer = await options.fetch(url, { ...init, method, headers, ...(more.signal ? { signal: more.signal } : {}) })
    } catch (cause) {
      if (isAbort(cause)) throw cause
      throw new ConnectionError(cause)
    }
    if (!answer.ok) throw await problemOf(answer)
    return answer
  }

  async function read<E extends EndpointDefinition>(answer: Answer): Promise<Reply<E>> {
    const text = await answer.text()
    const next = nextOf(answer.headers.get('link'))
    // The hub checks each answer against the contract before it sends it; parsing it again here would only cost.
    const data: EndpointAnswer<E> = text === '' ? undefined : JSON.parse(text)
    return { data, headers: answer.headers, ...(next ? { next } : {}) }
  }

  return {
    async call<E extends EndpointDefinition>(endpoint: E | Route<E>, ...[request, more]: RequestArguments<E>) {
      const parts: Parts = request ?? {}
      const json = parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }
      const type = parts.body === undefined ? undefined : { 'content-type': 'application/json' }
      return read<E>(await send(endpoint.method, options.baseUrl + fill(endpoint.path, parts), json, more, type))
    },
    async follow<E extends EndpointDefinition>(endpoint: E | Route<E>, next: string, more?: CallOptions) {
      return read<E>(await send(endpoint.method, options.baseUrl + next.replace(/^[a-z]+:\/\/[^/]+/i, ''), {}, more))
    },
    async upload<E extends EndpointDefinition>(
      endpoint: E | Route<E>,
      request: ClientRequest<E>,
      body: unknown,
      { contentType, ...more }: UploadOptions,
    ) {
      const url = options.baseUrl + fill(endpoint.path, request)
      return read<E>(await send(endpoint.method, url, { body, duplex: 'half' }, more, { 'content-type': contentType }))
    },
    async download<E extends EndpointDefinition>(
      endpoint: E | Route<E>,
      request: ClientRequest<E>,
      more?: CallOptions,
    ) {
      return send(endpoint.method, options.baseUrl + fill(endpoint.path, request), {}, more, { accept: '*/*' })
    },
    address<E extends EndpointDefinition>(endpoint: E | Route<E>, request: Parts) {
      return options.baseUrl + fill(endpoint.path, request)
    },
  }
}

/** Reads a refusal from any answer, also where something between us and the hub wrote it. */
export function problemFrom(status: number, text: string, header: (name: string) => string | null): ApiError {
  const retryAfter = Number(header('retry-after') ?? Number.NaN)
  const problem = parseProblem(text) ?? {
    message: `HTTP ${status}`,
    code: status === 502 || status === 503 || status === 504 ? 'common.unavailable' : 'common.failed',
    errors: [],
    trackingId: header('trackingid') ?? '',
  }
  return new ApiError(status, problem, Number.isFinite(retryAfter) ? retryAfter : undefined)
}

/** The address with rel="next" in a Link header. */
export function nextOf(link: string | null): string | undefined {
  return link?.match(/<([^>]+)>\s*;[^,]*\brel="?next"?/i)?.[1]
}

type Parts = { params?: unknown; query?: unknown; body?: unknown }
type Given<E extends EndpointDefinition> = EndpointRequest<E>
type Empty = Record<never, never>
type OptionalKeys<Request> = {
  [Key in keyof Request]: undefined extends Request[Key] ? Key : Empty extends Request[Key] ? Key : never
}[keyof Request]

/** As the endpoint's request, but whatever has no required value may be left out. */
export type ClientRequest<E extends EndpointDefinition> = Omit<Given<E>, OptionalKeys<Given<E>>> &
  Partial<Pick<Given<E>, OptionalKeys<Given<E>>>>

type RequestArguments<E extends EndpointDefinition> =
  Empty extends ClientRequest<E>
    ? [request?: ClientRequest<E>, options?: CallOptions]
    : [request: ClientRequest<E>, options?: CallOptions]

function current<Value>(value: Value | (() => Value) | undefined): Value | undefined {
  return value instanceof Function ? value() : value
}

function fill(path: string, { params, query }: Parts): string {
  const given = entriesOf(params)
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = given.get(name)
    if (value === undefined || value === '') throw new TypeError(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
  const pairs = [...entriesOf(query)].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return pairs.length ? `${filled}?${pairs.join('&')}` : filled
}

function entriesOf(values: unknown): Map<string, string> {
  const entries = typeof values === 'object' && values !== null ? Object.entries(values) : []
  return new Map(
    entries.filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => [name, String(value)]),
  )
}

function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    (error.name === 'AbortError' || error.name === 'TimeoutError')
  )
}

async function problemOf(answer: FetchAnswer): Promise<ApiError> {
  const text = await answer.text().catch(() => '')
  return problemFrom(answer.status, text, (name) => answer.headers.get(name))
}

function parseProblem(text: string): Problem | null {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? value : null
  } catch {
    return null
  }
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string' &&
    'code' in value &&
    typeof value.code === 'string' &&
    'errors' in value &&
    Array.isArray(value.errors) &&
    'trackingId' in value &&
    typeof value.trackingId === 'string'
  )
}
