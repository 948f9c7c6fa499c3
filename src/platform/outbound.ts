import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'

// Addresses that a tenant could name to make the hub talk to itself, its neighbours or the cloud's own interfaces.
const inside = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(network, prefix, 'ipv6')
}

export class OutboundRefused extends Error {
  override name = 'OutboundRefused'
}

/** Whether the hub may talk to this IP address on somebody's request. */
export function isPublicAddress(address: string): boolean {
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  if (mapped) return isPublicAddress(mapped)
  const family = isIP(address)
  if (family === 0) return false
  // An IPv4 address can hide in IPv6's hexadecimal form.
  if (family === 6 && inside.check(address, 'ipv6')) return false
  if (family === 6 && /^::ffff:/i.test(address)) return false
  return family === 6 || !inside.check(address, 'ipv4')
}

/**
 * Every request that leaves the hub goes through here: https or http to public addresses only, the address checked and then
 * connected to (no second look-up between), no redirects, bounded in time and size.
 * @throws OutboundRefused for an address inside; Error for what the far end or the network did.
 */
export async function fetchOutside(
  address: string,
  options: {
    method?: string
    headers?: Record<string, string>
    body?: string
    timeoutSeconds?: number
    mostBytes?: number
  } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }> {
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new OutboundRefused('only http and https leave the hub')
  if (url.username || url.password) throw new OutboundRefused('an address with credentials is not used')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  const [chosen] = found
  // One private address among several is enough to refuse: which one is used would be the far end's choice.
  if (!chosen || !found.every((entry) => isPublicAddress(entry.address)))
    throw new OutboundRefused('the address lies inside')
  const mostBytes = options.mostBytes ?? 5_000_000
  return await new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const outgoing = send(
      {
        host: chosen.address,
        family: isIPv6(chosen.address) ? 6 : 4,
        port: url.port || (url.protocol === 'https:' ? 443 : 80),
        path: `${url.pathname}${url.search}`,
        method: options.method ?? 'GET',
        headers: { host: url.host, ...options.headers },
        servername: isIP(host) ? undefined : host,
        signal: AbortSignal.timeout((options.timeoutSeconds ?? 10) * 1000),
      },
      (response) => {
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > mostBytes) outgoing.destroy(new Error('the answer is too large'))
          else parts.push(part)
        })
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}
