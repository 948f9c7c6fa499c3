import { describe, expect, test } from 'vitest'
import { ApiError, ConnectionError, createClient, type FetchInit } from '../src/api/client.ts'
import { search } from '../src/api/lookup.ts'
import { getCustomer, listCustomers } from '../src/api/partners.ts'

type Sent = { url: string; init: FetchInit }

function clientThat(answers: () => Response | Promise<Response>, sent: Sent[] = []) {
  return createClient({
    baseUrl: 'https://hub.test',
    language: 'fi',
    headers: { authorization: 'Bearer token' },
    fetch: async (url: string, init: FetchInit) => {
      sent.push({ url, init })
      return answers()
    },
  })
}

function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), init)
}

describe('the client', () => {
  test('fills path and query, encoded, and leaves out what is undefined', async () => {
    const sent: Sent[] = []
    const client = clientThat(() => json({ items: [] }), sent)
    await client.call(search, { query: { q: '+358 9/å', organizationId: undefined } })
    await client.call(getCustomer, { params: { customerId: 'a/b' } })
    expect(sent.map(({ url }) => url)).toEqual([
      'https://hub.test/v1/search?q=%2B358%209%2F%C3%A5',
      'https://hub.test/v1/customers/a%2Fb',
    ])
    expect(sent[0]?.init.headers).toMatchObject({ 'accept-language': 'fi', authorization: 'Bearer token' })
  })

  test('follows the next page by path and query alone, wherever the hub thinks it lives', async () => {
    const sent: Sent[] = []
    const link = '<http://127.0.0.1:8080/v1/customers?cursor=x>; rel="next"'
    const client = clientThat(() => json({ items: [] }, { headers: { link } }), sent)
    const { next } = await client.call(listCustomers)
    expect(next).toBe('http://127.0.0.1:8080/v1/customers?cursor=x')
    await client.follow(listCustomers, next ?? '')
    expect(sent[1]?.url).toBe('https://hub.test/v1/customers?cursor=x')
  })

  test('a refusal carries the problem, the status and the wait', async () => {
    const problem = { message: 'Wait', code: 'common.too_many_requests', errors: [], trackingId: 'T' }
    const client = clientThat(() => json(problem, { status: 429, headers: { 'retry-after': '7' } }))
    const refused = await client.call(listCustomers).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiError)
    expect(refused).toMatchObject({ status: 429, code: 'common.too_many_requests', retryAfter: 7, problem })
  })

  test('an answer of something between us and the hub is a problem too', async () => {
    const client = clientThat(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(client.call(listCustomers)).rejects.toMatchObject({ status: 502, code: 'common.unavailable' })
  })

  test('no answer is told apart from a refusal, and an abort from both', async () => {
    const away = clientThat(() => Promise.reject(new TypeError('fetch failed')))
    await expect(away.call(listCustomers)).rejects.toBeInstanceOf(ConnectionError)
    const stopped = clientThat(() => Promise.reject(new DOMException('stopped', 'AbortError')))
    await expect(stopped.call(listCustomers)).rejects.toMatchObject({ name: 'AbortError' })
  })
})
