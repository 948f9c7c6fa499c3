import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'

type Incoming = FastifyRequest['raw']

/** How much of a body is read away behind the answer. */
type Bound = { bytes: number; milliseconds: number }

export type Sender = 'program' | 'person' | 'stranger'

export type Bounds = Readonly<Record<Sender, Bound>> & {
  /** Without a byte for so long there is no client that reads, or no network. */
  idleMilliseconds: number
  /** To read away costs little, but nobody unknown may have it done as often as they like. */
  mostStrangers: number
}

// Most clients write all of a file before they read a word: a connection that is closed on them loses the answer. Whoever is known may have
// sent the largest file by mistake. A program waits for a slow line as it would for its upload; a person at a browser, which reads the answer
// also when it is cut, should not. Of a stranger, as one whose session ended meanwhile, a usual file is read and no more.
const usual: Bounds = {
  program: { bytes: 1_100_000_000, milliseconds: 300_000 },
  person: { bytes: 1_100_000_000, milliseconds: 15_000 },
  stranger: { bytes: 32 * 1024 * 1024, milliseconds: 10_000 },
  idleMilliseconds: 5_000,
  mostStrangers: 16,
}

/** Whether something of the request's body is still to come. */
export function isUnread(request: Incoming): boolean {
  if (request.complete || request.destroyed) return false
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}

/** Sends answers before the body of the request has been read, in such a way that they arrive. */
export function unreadBodies(stopping: AbortSignal, bounds: Bounds = usual) {
  let strangers = 0

  /**
   * The answer as a stream that goes out at once and ends when the rest of the body has come, within bounds. Beyond them the connection is cut:
   * the answer has long been there to be read. Null where there are too many strangers, or the hub stops: nothing is read for this one.
   */
  return (request: Incoming, answer: string, sender: Sender): Readable | null => {
    if (stopping.aborted || (sender === 'stranger' && strangers >= bounds.mostStrangers)) return null
    const { socket } = request
    async function* answerAndRead(): AsyncGenerator<Buffer> {
      yield Buffer.from(answer)
      if (!(await readAway(request, bounds[sender], bounds.idleMilliseconds, stopping))) socket.destroy()
    }
    const stream = Readable.from(answerAndRead())
    if (sender === 'stranger') {
      strangers += 1
      stream.once('close', () => {
        strangers -= 1
      })
    }
    return stream
  }
}

/** Reads and forgets; true where the body came to its end. */
async function readAway(
  request: Incoming,
  bound: Bound,
  idleMilliseconds: number,
  stopping: AbortSignal,
): Promise<boolean> {
  if (request.complete) return true
  if (stopping.aborted || request.destroyed) return false
  // A form is read by a parser that would wait for its file to be taken.
  request.unpipe()
  return await new Promise((resolve) => {
    let bytes = 0
    const end = () => {
      clearTimeout(whole)
      clearTimeout(idle)
      stopping.removeEventListener('abort', end)
      request.off('readable', read).off('end', end).off('close', end)
      resolve(request.complete)
    }
    const whole = setTimeout(end, bound.milliseconds)
    const idle = setTimeout(end, idleMilliseconds)
    const read = () => {
      idle.refresh()
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) bytes += chunk.length
      if (bytes > bound.bytes) end()
    }
    stopping.addEventListener('abort', end)
    // A connection that breaks off is no error here: nobody is left to be told.
    request.on('error', () => {})
    request.on('readable', read).on('end', end).on('close', end)
    // Of what lies there already nobody is told again.
    read()
  })
}
