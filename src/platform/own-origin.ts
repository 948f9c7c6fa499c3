import { type AddressInfo, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'

/** Browsers say where a writing request comes from; a foreign page may not use somebody's session, nor sign somebody in. */
export function requireOwnOrigin(request: FastifyRequest, config: Config): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.origin
  if (origin === undefined && site === undefined) return
  const own = config.PUBLIC_URL ?? `http://${request.headers.host ?? ''}`
  if (origin !== own) throw new Refusal('common.foreign_origin')
}

/**
 * For a hub on loopback whose address nobody has stated, reading requests as well: a page that a foreign name leads here would be of the hub's
 * own origin. `bound`: where the hub listens.
 * @throws Refusal common.unknown_host
 */
export function requireOwnName({ headers }: FastifyRequest, config: Config, bound: AddressInfo | string | null): void {
  if (config.PUBLIC_URL || bound === null || typeof bound === 'string' || !isLoopback(bound.address)) return
  if (!isOwnName(headers.host, config.HOST))
    throw new Refusal('common.unknown_host', { host: headers.host?.slice(0, 100) ?? '' })
}

/** `127.0.0.1`, `::1` and what is mapped to them: nobody but this machine reaches a hub that listens there. */
export function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\./i.test(address) || address === '::1'
}

/**
 * Whether a hub on loopback goes by this `Host`: as it was told to listen, as localhost, or by an address in numbers. Any other name is one that
 * somebody's own name server leads here (DNS rebinding): to the browser that website and the hub are then one, and it may read everything.
 * No browser leaves `Host` out.
 */
export function isOwnName(host: string | undefined, listensAs: string): boolean {
  if (host === undefined) return true
  const name = nameOf(host)
  return name === nameOf(listensAs) || name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0
}

/** Without port, brackets and the dot at the end. */
function nameOf(host: string): string {
  const [, literal] = host.match(/^\[(.*)\](?::\d*)?$/) ?? []
  if (literal !== undefined) return literal
  return isIP(host) === 6 ? host : host.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase()
}
