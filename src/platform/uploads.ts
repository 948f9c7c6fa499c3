import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'
import type { Upload } from './handlers.ts'

/** In this scope a body is a stream: raw, or the parts of a form. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(multipart, {
    // A second file is let in so that it can be refused: one that is left out would be taken for imported.
    limits: { files: 2, fields: 20, fileSize: Number.POSITIVE_INFINITY },
    throwFileSizeLimit: false,
  })
  // Without parseAs the parser is handed the raw stream, and bodyLimit is not applied: whoever reads it counts the bytes.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** What ends an upload before its end. */
export type UploadBounds = {
  /** Without a byte for so long the client is taken for gone. */
  idleMilliseconds: number
  /** All of it, however steadily it comes. */
  wholeMinutes: number
  /** Somebody waits for the place of this upload: then it has to come at the least rate. */
  isWanted(): boolean
  /** Over how long a time of waiting for the client the rate is measured. */
  rateMilliseconds?: number
  /** The hub stops. */
  stopping: AbortSignal
}

/** Longer than any network pauses, and short enough that nobody holds a connection of the database by saying nothing. */
export const idleMilliseconds = 30_000

/** 1 kB/s over a minute: slower than any line that people work over. */
const leastRate = { milliseconds: 60_000, bytesPerSecond: 1_000 }

/** The file of an upload request: the raw body of one of these types, or the multipart field `file`. */
export async function uploadOf(
  request: FastifyRequest,
  types: readonly string[],
  bounds: UploadBounds,
): Promise<Upload> {
  const stated = Number(request.headers['content-length'])
  const statedBytes = Number.isSafeInteger(stated) && stated >= 0 ? stated : undefined
  const bound = boundsOf(bounds)
  if (request.isMultipart()) {
    const parts = request.parts()
    const part = await bound.next(async () => await nextFile(parts))
    if (part?.fieldname !== 'file') throw new Refusal('common.file_missing')
    const stream = onlyFile(
      attentive(part.file, bound),
      async () => await bound.next(async () => await nextFile(parts)),
    )
    return { stream, fileName: part.filename || undefined, statedBytes }
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined) {
    // Nothing was sent at all: whoever reads it says so.
    if (!statedBytes && request.headers['transfer-encoding'] === undefined)
      return { stream: request.raw, fileName: undefined, statedBytes }
    throw new Refusal('common.unsupported_type')
  }
  if (!types.includes(type)) throw new Refusal('common.unsupported_type')
  return { stream: attentive(request.raw, bound), fileName: undefined, statedBytes }
}

async function nextFile(parts: AsyncIterableIterator<Multipart>): Promise<MultipartFile | null> {
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return null
    if (value.type === 'file') return value
  }
}

/** The stream, ended with a refusal where another file comes behind it: which of the two is meant, only the sender knows. */
async function* onlyFile(
  stream: AsyncIterable<Uint8Array>,
  next: () => Promise<MultipartFile | null>,
): AsyncGenerator<Uint8Array> {
  yield* stream
  const another = await next()
  if (!another) return
  another.file.resume()
  throw new Refusal('common.several_files')
}

/** The stream, ended with an error when nothing comes for long, when all of it takes too long, when it crawls while others wait, or when the hub stops. */
async function* attentive(
  stream: AsyncIterable<Uint8Array>,
  bound: ReturnType<typeof boundsOf>,
): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  for (;;) {
    const next = await bound.next(async () => await chunks.next())
    if (next.done) return
    bound.came(next.value.length)
    yield next.value
  }
}

/** Begins to count the time of the whole. */
function boundsOf({
  idleMilliseconds,
  wholeMinutes,
  stopping,
  isWanted,
  rateMilliseconds = leastRate.milliseconds,
}: UploadBounds) {
  const end = performance.now() + wholeMinutes * 60_000
  // Only what the client is waited for: that the hub has much to write is not the client's fault.
  let waited = 0
  let bytes = 0
  return {
    /** @throws Refusal where too little came for its time, and somebody else could have the place. */
    came(length: number): void {
      bytes += length
      if (waited < rateMilliseconds) return
      const isSlow = bytes < (leastRate.bytesPerSecond * waited) / 1000
      waited = 0
      bytes = 0
      if (isSlow && isWanted()) throw new Refusal('common.upload_too_slow')
    },
    async next<Result>(read: () => Promise<Result>): Promise<Result> {
      const asked = performance.now()
      let timer: NodeJS.Timeout | undefined
      let stop = () => {}
      const ended = new Promise<never>((_resolve, reject) => {
        stop = () => reject(new Refusal('common.unavailable', {}, { retryAfterSeconds: 5 }))
        const left = end - performance.now()
        const late = () => reject(new Refusal('common.upload_too_long', { minutes: wholeMinutes }))
        const idle = () => reject(new Error('nothing came for long'))
        if (stopping.aborted) stop()
        // The time that is used up while others are being written counts as well.
        else if (left <= 0) late()
        else timer = left < idleMilliseconds ? setTimeout(late, left) : setTimeout(idle, idleMilliseconds)
        stopping.addEventListener('abort', stop)
      })
      try {
        return await Promise.race([ended, read()])
      } finally {
        waited += performance.now() - asked
        clearTimeout(timer)
        stopping.removeEventListener('abort', stop)
      }
    },
  }
}
