import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'
import type { Upload } from './handlers.ts'

/** In this scope a body is a stream: raw, or the parts of a form. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(multipart, {
    limits: { files: 1, fields: 20, fileSize: Number.POSITIVE_INFINITY },
    throwFileSizeLimit: false,
  })
  // Without parseAs the parser is handed the raw stream, and bodyLimit is not applied: whoever reads it counts the bytes.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** The file of an upload request: the raw body of one of these types, or the multipart field `file`. */
export async function uploadOf(request: FastifyRequest, types: readonly string[]): Promise<Upload> {
  const stated = Number(request.headers['content-length'])
  const statedBytes = Number.isSafeInteger(stated) && stated >= 0 ? stated : undefined
  if (request.isMultipart()) {
    const part = await request.file()
    if (part?.fieldname !== 'file') throw new Refusal('common.file_missing')
    return { stream: attentive(part.file), fileName: part.filename || undefined, statedBytes }
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined) {
    // Nothing was sent at all: whoever reads it says so.
    if (!statedBytes && request.headers['transfer-encoding'] === undefined)
      return { stream: request.raw, fileName: undefined, statedBytes }
    throw new Refusal('common.unsupported_type')
  }
  if (!types.includes(type)) throw new Refusal('common.unsupported_type')
  return { stream: attentive(request.raw), fileName: undefined, statedBytes }
}

/** Longer than any network pauses, and short enough that nobody holds a connection of the database by saying nothing. */
const idleMilliseconds = 30_000

/** The stream, ended with an error when nothing comes for half a minute. */
async function* attentive(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const idle = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('nothing came for half a minute')), idleMilliseconds)
    })
    try {
      const next = await Promise.race([chunks.next(), idle])
      if (next.done) return
      yield next.value
    } finally {
      clearTimeout(timer)
    }
  }
}
