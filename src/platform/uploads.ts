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
    if (part?.fieldname !== 'file') throw new Refusal('imports.file_missing')
    return { stream: part.file, fileName: part.filename || undefined, statedBytes }
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined) {
    if (!statedBytes && request.headers['transfer-encoding'] === undefined) throw new Refusal('imports.empty_file')
    throw new Refusal('common.unsupported_type')
  }
  if (!types.includes(type)) throw new Refusal('common.unsupported_type')
  return { stream: request.raw, fileName: undefined, statedBytes }
}
