import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../api/errors.ts'
import { matchLanguage } from '../phrases/languages.ts'
import { Refusal } from './errors.ts'
import type { Metrics } from './metrics.ts'
import { problemOf } from './problems.ts'

/** What is being answered on a connection: a fault of the connection is that request's. */
const answers = new WeakMap<object, { request: FastifyRequest; reply: FastifyReply }>()

export function rememberAnswer(request: FastifyRequest, reply: FastifyReply): void {
  answers.set(request.raw.socket, { request, reply })
}

/**
 * Answers what never became a request: no HTTP at all, headers over the limit, a body whose sender closed before its end. The
 * server below would send a bare status line; here too a refusal has its code and tracking id. The connection ends with it.
 */
export function answerBroken(error: Error & { code?: string }, socket: Socket, metrics: Metrics): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error)
  const open = answers.get(socket)
  const inHand = open && !open.reply.raw.writableFinished ? open : undefined
  // Half an answer is out already: a second one behind it would be read as its rest.
  if (inHand?.reply.raw.headersSent) return void socket.destroy(error)
  const refusal = new Refusal(codeOf(error.code))
  metrics.refusals.inc({ code: refusal.code })
  const trackingId = inHand?.request.trackingId || `CORDBOARD_${randomUUID()}`
  const language = matchLanguage(inHand?.request.headers['accept-language'])
  const body = JSON.stringify(problemOf(refusal, language, trackingId))
  const head = [
    `HTTP/1.1 ${refusal.status} ${reasons[refusal.status] ?? 'Bad Request'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `trackingid: ${trackingId}`,
    'cache-control: no-store',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy(error))
}

const reasons: Record<number, string> = { 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

function codeOf(fault: string | undefined): ErrorCode {
  switch (fault) {
    case 'HPE_HEADER_OVERFLOW':
      return 'common.headers_too_large'
    case 'HPE_INVALID_EOF_STATE':
      return 'common.cut_off'
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'common.too_slow'
    default:
      return 'common.not_http'
  }
}
