import { ApiError, type Client, createClient, type FetchInit } from '../api/client.ts'
import type { Problem } from '../api/common.ts'
import { createAccessToken } from '../api/identity.ts'
import { CommandFailed } from './output.ts'

/** A client of the running hub, with a token from the environment or fetched for the service app named there. */
export async function connect(): Promise<{ client: Client<Response>; baseUrl: string; token: string }> {
  const environment = process.env
  const baseUrl = (environment['CORDBOARD_URL'] ?? 'http://127.0.0.1:8080').replace(/\/+$/, '')
  const given = environment['CORDBOARD_TOKEN']
  const token = given ?? (await fetchToken(baseUrl))
  return {
    client: createClient({ baseUrl, fetch: send, headers: { authorization: `Bearer ${token}` } }),
    baseUrl,
    token,
  }
}

async function fetchToken(baseUrl: string): Promise<string> {
  const id = process.env['CORDBOARD_CLIENT_ID']
  const secret = process.env['CORDBOARD_CLIENT_SECRET']
  if (!id || !secret) {
    throw new CommandFailed('set CORDBOARD_CLIENT_ID and CORDBOARD_CLIENT_SECRET, or CORDBOARD_TOKEN', 2)
  }
  const client = createClient({ baseUrl, fetch: send })
  const body = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  return (await told(client.call(createAccessToken, { body }))).data.access_token
}

/** A refusal of the hub as the command's own failure, with its tracking id. */
export async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ApiError) {
      throw new CommandFailed(sentencesOf(error.problem), 3, error.problem)
    }
    throw new CommandFailed(`the hub does not answer: ${error instanceof Error ? error.message : String(error)}`, 1)
  }
}

/** The refusal with its remedy; where it concerns several things, one line for each. */
function sentencesOf({ message, code, errors, trackingId }: Problem): string {
  const codes = `(${code}, tracking id ${trackingId})`
  // Nobody signs in here: what the hub does not know is the token.
  if (code === 'common.unauthorized')
    return `The hub does not take this token: it is wrong, was withdrawn or has expired. Set CORDBOARD_TOKEN to another, or CORDBOARD_CLIENT_ID and CORDBOARD_CLIENT_SECRET. ${codes}`
  const lines = errors.map(({ description, remedy }) => (remedy ? `${description} ${remedy}` : description))
  const [only] = lines
  if (lines.length === 1 && only?.startsWith(message)) return `${only} ${codes}`
  return [`${message} ${codes}`, ...lines.map((line) => `  ${line}`)].join('\n')
}

async function send(url: string, { method, headers, body }: FetchInit): Promise<Response> {
  const init: RequestInit & { duplex?: 'half' } = { duplex: 'half' }
  if (method !== undefined) init.method = method
  if (isHeaders(headers)) init.headers = headers
  if (typeof body === 'string' || body instanceof ReadableStream) init.body = body
  return await fetch(url, init)
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null
}
