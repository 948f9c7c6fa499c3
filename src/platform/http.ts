import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { accessHeader, backgroundHeader, type EndpointDefinition, linkHeader } from '../api/endpoint.ts'
import { decodeId } from '../api/ids.ts'
import { onBehalfParameter, takesOnBehalf } from '../api/on-behalf.ts'
import { openingScopes } from '../api/scopes.ts'
import { matchLanguage } from '../phrases/languages.ts'
import { type Actor, heldBackCode, requireAllowed } from './access.ts'
import type { Origin } from './audit.ts'
import { badInput } from './bad-input.ts'
import { boundBodies } from './body-time.ts'
import { answerBroken, rememberAnswer } from './broken-requests.ts'
import type { Config } from './config.ts'
import type { Context, OwnContext } from './context.ts'
import { Refusal } from './errors.ts'
import type { Answer, BoundEndpoint, HandlerInput, RequestFacts } from './handlers.ts'
import { rememberHeld } from './held-lately.ts'
import { bodyOf } from './known-fields.ts'
import type { Log } from './log.ts'
import { maskSecrets } from './masking.ts'
import type { Metrics } from './metrics.ts'
import { requireOwnName, requireOwnOrigin } from './own-origin.ts'
import { problemOf, refusalOf } from './problems.ts'
import type { RequestLimits } from './request-limits.ts'
import { isUnread, unreadBodies } from './unread-bodies.ts'
import { type UploadPlace, uploadPlaces } from './upload-places.ts'
import { acceptUploads, idleMilliseconds, uploadOf } from './uploads.ts'
import { nulOf, requireWholeTexts } from './whole-texts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    trackingId: string
    /** Milliseconds to the answer, where more than that is read behind it. */
    answeredIn: number | null
  }
}

export type HttpOptions = {
  config: Config
  endpoints: readonly BoundEndpoint[]
  /** The actor behind a session or access token; null where it does not hold. What is no use leaves the idle limit as it is. */
  authenticate(token: string, kind: 'session' | 'bearer', isUse: boolean): Promise<Actor | null>
  /** The actor in a sub-partner of its partner; refuses where it may not. */
  onBehalfOf(actor: Actor, subPartnerId: string): Promise<Actor>
  /** The actor in a customer's organization by this grant; refuses where it does not hold at this moment. */
  enter(actor: Actor, grantId: string): Promise<Actor>
  /** Notes what was opened under a grant, in the transaction that answers where there is one. */
  recordOpened(context: Context, opened: Opened): Promise<void>
  contextFor(
    actor: Actor | null,
    request: { signal: AbortSignal; trackingId: string; language: ReturnType<typeof matchLanguage>; facts?: Origin },
  ): OwnContext
  /** Requests a minute, of all nodes together. */
  limits: RequestLimits
  log: Log
  metrics: Metrics
  /** True once everything is served and the database answers. */
  readiness(): Promise<'ready' | 'starting' | 'stopping' | 'database_away'>
  /** Registered last: pages, the API document. */
  pages(app: FastifyInstance): Promise<void>
}

/** What a request was answered with. */
export type Opened = {
  endpoint: EndpointDefinition
  params: Record<string, unknown>
  query: Record<string, unknown>
  result: unknown
}

const jsonLimit = 1024 * 1024
/** 1 MB takes less on any line that a person would work over. */
const bodyMilliseconds = 60_000
/** For what is being answered when the hub stops; what asks for a stop waits longer before it kills. */
const graceMilliseconds = 10_000

/** The hub's HTTP side: every endpoint from its value, and what holds for all of them. Not yet listening. */
export async function makeHttp(
  options: HttpOptions,
): Promise<{ app: FastifyInstance; setAddress(port: number): void }> {
  const { config, log, metrics } = options
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false
  const cookieName = secure ? '__Host-cordboard' : 'cordboard'
  let baseUrl = config.PUBLIC_URL ?? ''
  const stopping = new AbortController()
  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
    whole: typeof answerWhole = (_request, _reply, text) => text,
  ) => {
    const met = refusalOf(error)
    const isUnnamed = met?.code === 'common.bad_request' && met.fields.length === 0
    const body = request.body instanceof Readable ? undefined : request.body
    const known = isUnnamed ? new Refusal(met.code, {}, { fields: nulOf({ query: request.query, body }) }) : met
    request.trackingId ||= `CORDBOARD_${randomUUID()}`
    const refusal = known ?? new Refusal('common.failed')
    if (!known) {
      log.error(
        {
          trackingId: request.trackingId,
          route: request.routeOptions?.url,
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        },
        'a request failed',
      )
    }
    metrics.refusals.inc({ code: refusal.code })
    if (isTold(request, refusal)) {
      log.info(
        {
          event: 'refused',
          code: refusal.code,
          method: request.method,
          route: request.routeOptions?.url,
          trackingId: request.trackingId,
          actor: request.actor?.id,
          partner: request.actor?.partnerId,
          session: request.actor?.sessionId,
        },
        'a request was refused',
      )
    }
    if (refusal.retryAfterSeconds !== undefined)
      reply.header('retry-after', Math.max(1, Math.ceil(refusal.retryAfterSeconds)))
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
    const problem = problemOf(refusal, matchLanguage(request.headers['accept-language']), request.trackingId)
    return reply
      .code(refusal.status)
      .type('application/json; charset=utf-8')
      .send(whole(request, reply, JSON.stringify(problem)))
  }
  const beforeTheBody = unreadBodies(stopping.signal)
  /** The answer, in a way that reaches a client that is still sending. */
  const answerWhole = (request: FastifyRequest, reply: FastifyReply, text: string): string | Readable => {
    if (!isUnread(request.raw)) return text
    request.answeredIn ??= reply.elapsedTime
    const sender = !request.actor ? 'stranger' : request.headers.authorization ? 'program' : 'person'
    const answer = beforeTheBody(request.raw, text, sender)
    if (answer) reply.header('content-length', Buffer.byteLength(text))
    else reply.header('connection', 'close')
    return answer ?? text
  }
  const app = fastify({
    logger: false,
    // Only the address that the nearest proxy itself saw: what stands before it in the header is the client's own word.
    trustProxy: config.TRUST_PROXY ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: jsonLimit,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    // Checks of whether the hub is up ask for the head alone.
    exposeHeadRoutes: true,
    // One client asks for /v1/people/?id=….
    // A licence's encoded id is longer than the 100 characters that a parameter may have otherwise.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    // An address that cannot be read at all never meets the hooks below: nor the one that sends answers whole.
    frameworkErrors: (error, request, reply) => {
      const isStranger = request.url.startsWith('/v1/') && !request.headers.authorization && !request.headers.cookie
      refuse(request, reply, isStranger ? new Refusal('common.unauthorized') : error, answerWhole)
    },
    clientErrorHandler: (error, socket) => answerBroken(error, socket, metrics),
    // One client puts a base and a path together with two slashes: //v1/… and /v1//… mean /v1/….
    rewriteUrl: (request) => request.url?.replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/')) ?? '/',
  })
  app.decorateRequest('actor', null)
  app.decorateRequest('trackingId', '')
  app.decorateRequest('answeredIn', null)
  app.addHook('preClose', async () => {
    stopping.abort()
    // Whoever does not read what it asked for would keep the hub from stopping for as long as it likes.
    setTimeout(() => app.server.closeAllConnections(), graceMilliseconds).unref()
  })

  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
  // Only a credential that holds earns a count of its own: made-up tokens share their address's.
  const addressOf = (request: FastifyRequest) => `address:${addressKey(request.ip)}`
  const countedAs = (request: FastifyRequest) => request.actor?.sessionId ?? addressOf(request)
  const heldLately = rememberHeld()

  app.addHook('onRequest', async (request, reply) => {
    const stated = request.headers.trackingid
    rememberAnswer(request, reply)
    request.trackingId =
      typeof stated === 'string' && /^[\w.:-]{1,100}$/.test(stated) ? stated : `CORDBOARD_${randomUUID()}`
    reply.header('trackingid', request.trackingId)
    if (request.url.startsWith('/v1/') || request.url.startsWith('/identity/'))
      reply.header('cache-control', 'no-store')
    requireOwnName(request, config, app.server.address())
  })
  app.addHook('onSend', async (request, reply, payload) =>
    typeof payload === 'string' ? answerWhole(request, reply, payload) : payload,
  )
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const milliseconds = request.answeredIn ?? reply.elapsedTime
    metrics.requests.observe({ method: request.method, route, status: String(reply.statusCode) }, milliseconds / 1000)
    log.debug(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(milliseconds),
        trackingId: request.trackingId,
      },
      'answered',
    )
  })

  app.removeAllContentTypeParsers()
  // Nothing here unpacks what is sent: a small body that becomes a huge one would pass every limit.
  app.addHook('preParsing', async (request) => {
    const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
    if (coding !== '' && coding !== 'identity') throw new Refusal('common.compressed_body', { coding })
  })
  boundBodies(app, bodyMilliseconds)
  app.addContentTypeParser<string>(
    /^application\/(json|[\w.-]+\+json)/i,
    { parseAs: 'string' },
    (_request, body, done) => {
      // Two clients announce JSON on calls without a body.
      if (body.trim() === '') return done(null, undefined)
      try {
        done(null, JSON.parse(body))
      } catch {
        done(new Refusal('common.bad_json'))
      }
    },
  )
  app.addContentTypeParser<string>('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body))),
  )

  app.setErrorHandler((error, request, reply) => refuse(request, reply, error))

  const guard = (endpoint: EndpointDefinition) => async (request: FastifyRequest) => {
    const token = credentialOf(request, cookieName)
    const tooMany = (wait: number | null) => {
      if (wait !== null) throw new Refusal('common.too_many_requests', {}, { retryAfterSeconds: wait })
    }
    if (token) {
      // Made-up tokens cost the database nothing once their address has used up its count. Whoever is known is not held up by them.
      if (!heldLately.has(token.value)) tooMany(options.limits.waitOf(addressOf(request)))
      request.actor = await options.authenticate(token.value, token.kind, isUse(request, token.kind))
      heldLately.note(token.value, request.actor !== null)
    }
    tooMany(options.limits.count(countedAs(request)))
    if (endpoint.needs !== 'anyone' && !request.actor) throw new Refusal('common.unauthorized')
    if (token?.kind !== 'bearer' && !isReading(request)) requireOwnOrigin(request, config)
    if (!request.actor) return
    const grantId = grantOf(request)
    if (grantId !== undefined) request.actor = await options.enter(request.actor, grantId)
    if (endpoint.needs === 'anyone' && grantId === undefined) return
    const behalf = subPartnerOf(request)
    // What is about the person itself is the same for whomever it acts; anything else would be done in the own partner, which nobody asked for.
    if (behalf !== undefined && endpoint.needs !== 'signed-in') {
      if (!takesOnBehalf(endpoint)) throw new Refusal('partners.not_on_behalf')
      request.actor = await options.onBehalfOf(request.actor, behalf)
    }
    requireAllowed(request.actor, {
      needs: endpoint.needs,
      scopes: openingScopes(endpoint),
      writes: !isReading(request),
    })
    const { access } = request.actor
    if (access && isHeldBack(endpoint, request.actor)) throw new Refusal(heldBackCode(access))
  }

  /** For answers that go on for long: asks all over again whether the credential, the consent and the rights hold. */
  const stillMay = (endpoint: EndpointDefinition, request: FastifyRequest) => async () => {
    const token = credentialOf(request, cookieName)
    let actor = token && (await options.authenticate(token.value, token.kind, isUse(request, token.kind)))
    if (!actor) throw new Refusal('common.unauthorized')
    const grantId = grantOf(request)
    if (grantId !== undefined) actor = await options.enter(actor, grantId)
    const behalf = subPartnerOf(request)
    if (behalf !== undefined) actor = await options.onBehalfOf(actor, behalf)
    requireAllowed(actor, { needs: endpoint.needs, scopes: openingScopes(endpoint), writes: !isReading(request) })
  }

  const places = uploadPlaces(config.DATABASE_CONNECTIONS)
  const serve = (bound: BoundEndpoint) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (!bound.endpoint.upload) return await answerTo(bound, request, reply)
    // A parent has no places more by acting in its sub-partners.
    const place = places.take(request.actor?.behalf?.partnerId ?? request.actor?.partnerId ?? '')
    try {
      return await answerTo(bound, request, reply, place)
    } finally {
      place.leave()
    }
  }

  const answerTo = async (bound: BoundEndpoint, request: FastifyRequest, reply: FastifyReply, place?: UploadPlace) => {
    const { endpoint } = bound
    const params = endpoint.params?.safeParse(request.params)
    if (params && !params.success) throw new Refusal('common.not_found')
    requireWholeTexts(request.query, 'query')
    if (!endpoint.upload) requireWholeTexts(request.body, 'body')
    const query = endpoint.query?.safeParse(request.query)
    if (query && !query.success) throw badInput(query.error, request.query, 'query')
    const body = bodyOf(endpoint)?.safeParse(request.body ?? undefined)
    if (body && !body.success) throw badInput(body.error, request.body, 'body')
    const gone = new AbortController()
    request.raw.once('close', () => {
      if (!request.raw.complete) gone.abort()
    })
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort()
    })
    const facts = factsOf(request)
    const own = options.contextFor(request.actor, {
      signal: AbortSignal.any([gone.signal, stopping.signal]),
      trackingId: request.trackingId,
      language: matchLanguage(request.headers['accept-language']),
      facts: { address: facts.address, userAgent: facts.userAgent },
    })
    const { answer, finish } = makeAnswer(request, reply, {
      baseUrl,
      cookieName,
      secure,
      log,
      stillMay: stillMay(endpoint, request),
      stopping: stopping.signal,
    })
    const input: HandlerInput<EndpointDefinition> = {
      params: params?.data as never,
      query: query?.data as never,
      body: body?.data as never,
      answer,
      facts,
      upload: (endpoint.upload
        ? await uploadOf(request, endpoint.upload, {
            idleMilliseconds,
            wholeMinutes: config.UPLOAD_MINUTES,
            isWanted: () => place?.isWanted() ?? false,
            stopping: stopping.signal,
          })
        : undefined) as never,
    }
    const note = async (context: Context, result: unknown) => {
      if (context.actor.access)
        await options.recordOpened(context, {
          endpoint,
          params: params?.data ?? {},
          query: query?.data ?? {},
          result,
        })
      return result
    }
    let result: unknown
    if (endpoint.transaction !== 'own')
      result = await own.transaction(async (context) => await note(context, await bound.run(context, input)), {
        reads: isReading(request),
        // What is read by a customer's consent is the customer's record: it waits for the disk like any act.
        durable: Boolean(request.actor?.access),
      })
    else {
      result = await bound.run(own, input)
      if (own.actor?.access) await own.transaction(async (context) => await note(context, result))
    }
    // What is answered is checked as strictly as what is asked: a field too many would be a leak.
    const whole = endpoint.reply ? endpoint.reply.parse(result) : undefined
    const data = own.actor?.access?.scope === 'read' ? maskSecrets(whole) : whole
    return finish(endpoint, data)
  }

  for (const bound of options.endpoints.filter(({ endpoint }) => !endpoint.upload)) {
    const { endpoint } = bound
    app.route({ method: endpoint.method, url: endpoint.path, onRequest: guard(endpoint), handler: serve(bound) })
  }
  await app.register(async (files) => {
    await acceptUploads(files)
    for (const bound of options.endpoints.filter(({ endpoint }) => endpoint.upload)) {
      files.route({
        method: bound.endpoint.method,
        url: bound.endpoint.path,
        config: { takesFile: true },
        onRequest: guard(bound.endpoint),
        handler: serve(bound),
      })
    }
  })

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const status = await options.readiness()
    metrics.databaseUp.set(status === 'ready' ? 1 : 0)
    if (status !== 'ready') reply.code(503).header('retry-after', 2)
    return { status }
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  await options.pages(app)

  return {
    app,
    setAddress(port) {
      if (baseUrl === '') baseUrl = `http://${isIPv6(config.HOST) ? `[${config.HOST}]` : config.HOST}:${port}`
    },
  }
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

/**
 * What somebody was kept from goes to the log: rights, limits, foreign pages, and credentials that do not hold; and input that does not fit, of
 * those whom the hub knows. Not knowing anybody is no attempt, and a log that anybody could fill would be no help.
 */
function isTold(request: FastifyRequest, refusal: Refusal): boolean {
  if (refusal.code.startsWith('identity.')) return true
  if (refusal.status === 401) return request.headers.authorization !== undefined || request.headers.cookie !== undefined
  if (refusal.status === 400) return request.actor !== null
  return refusal.status === 403 || refusal.status === 429
}

/** IPv6 hosts own a whole /64: counting single addresses would let one of them never reach a limit. */
export function addressKey(address: string | undefined): string {
  // The far end can be gone before anybody asks who it was.
  const plain = (address ?? 'gone').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? []
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const whole = plain.includes('::')
    ? [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
    : groups
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** What a console asks by itself keeps no session alive: else the idle limit would never apply while a page of it is open. */
function isUse(request: FastifyRequest, kind: 'session' | 'bearer'): boolean {
  return kind === 'bearer' || !isReading(request) || request.headers[backgroundHeader] === undefined
}

function credentialOf(
  request: FastifyRequest,
  cookieName: string,
): { kind: 'session' | 'bearer'; value: string } | null {
  const bearer = request.headers.authorization?.match(/^Bearer +(\S+)$/i)?.[1]
  if (bearer) return { kind: 'bearer', value: bearer }
  const session = request.cookies[cookieName]
  return session ? { kind: 'session', value: session } : null
}

/** What an organization's consent never opens, whatever the role that it gives. */
export function isHeldBack(endpoint: EndpointDefinition, { access }: Actor): boolean {
  if (!access || endpoint.notInSession === undefined) return false
  return endpoint.notInSession === 'any' || access.scope === 'read'
}

function grantOf(request: FastifyRequest): string | undefined {
  const text = request.headers[accessHeader]
  if (text === undefined) return undefined
  const id = typeof text === 'string' ? decodeId('ACCESS', text) : null
  if (id === null) throw new Refusal('access.ended')
  return id
}

function subPartnerOf(request: FastifyRequest): string | undefined {
  const mark = request.url.indexOf('?')
  if (mark < 0) return undefined
  const [text, ...more] = new URLSearchParams(request.url.slice(mark + 1)).getAll(onBehalfParameter)
  if (text === undefined) return undefined
  if (more.length > 0) throw new Refusal('partners.behalf_repeated')
  const id = decodeId('ORGANIZATION', text)
  if (id === null) throw new Refusal('partners.sub_partner_not_found')
  return id
}

function linkOf(request: FastifyRequest): string | undefined {
  const link = request.headers[linkHeader]
  return typeof link === 'string' && link !== '' ? link.slice(0, 200) : undefined
}

function factsOf(request: FastifyRequest): RequestFacts {
  const encoded = request.headers.authorization?.match(/^Basic +(\S+)$/i)?.[1]
  const [name, ...rest] = encoded ? Buffer.from(encoded, 'base64').toString('utf8').split(':') : []
  return {
    address: addressKey(request.ip),
    userAgent: request.headers['user-agent']?.slice(0, 300),
    link: linkOf(request),
    basic:
      name !== undefined && rest.length > 0
        ? { name: formDecoded(name), password: formDecoded(rest.join(':')) }
        : undefined,
  }
}

/** RFC 6749 has the client form-encode both halves; most do not, so text that decodes to nothing sensible is taken as it is. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return text
  }
}

function makeAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  hub: {
    baseUrl: string
    cookieName: string
    secure: boolean
    log: Log
    stillMay(): Promise<void>
    stopping: AbortSignal
  },
) {
  let file: { name: string; content: Readable | AsyncIterable<string | Uint8Array> } | undefined
  const answer: Answer = {
    next(query) {
      const address = new URL(request.url, `${hub.baseUrl}/`)
      for (const [key, value] of Object.entries(query)) address.searchParams.set(key, String(value))
      reply.header('link', `<${hub.baseUrl}${address.pathname}${address.search}>; rel="next"`)
    },
    location: (path) => void reply.header('location', `${hub.baseUrl}${path}`),
    session(token, expiresAt) {
      const common = { path: '/', httpOnly: true, secure: hub.secure, sameSite: 'lax' as const }
      if (token === null) reply.clearCookie(hub.cookieName, common)
      else reply.setCookie(hub.cookieName, token, { ...common, ...(expiresAt ? { expires: expiresAt } : {}) })
    },
    file(name, content) {
      file = { name, content }
    },
  }
  return {
    answer,
    finish(endpoint: EndpointDefinition, data: unknown) {
      reply.code(endpoint.status ?? 200)
      if (file && endpoint.replyType) {
        reply.type(`${endpoint.replyType}; charset=utf-8`)
        reply.header('content-disposition', `attachment; filename="${file.name.replace(/[^\w.-]+/g, '-')}"`)
        const isOpen = endpoint.needs === 'anyone'
        const content = Readable.from(whileAllowed(file.content, isOpen ? async () => {} : hub.stillMay, hub.stopping))
        // The answer has begun: its end is all that the client will see of a fault.
        content.on('error', (error) =>
          hub.log.error({ trackingId: request.trackingId, reason: error.message }, 'a file broke off'),
        )
        return reply.send(content)
      }
      if (data === undefined) return reply.send()
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(data))
    },
  }
}

// Long enough to cost nothing, short enough that whoever loses the right reads hardly on.
const askAgainMs = 2_000

/** A file that goes on being made while rights end, or while the hub stops, breaks off: what is left of it is not for this reader any more. */
async function* whileAllowed(
  content: AsyncIterable<string | Uint8Array>,
  stillMay: () => Promise<void>,
  stopping: AbortSignal,
): AsyncGenerator<string | Uint8Array> {
  let asked = performance.now()
  for await (const part of content) {
    if (stopping.aborted) throw new Error('the hub stops')
    if (performance.now() - asked > askAgainMs) {
      await stillMay()
      asked = performance.now()
    }
    yield part
  }
}
