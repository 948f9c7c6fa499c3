import { ApiError, ConnectionError, problemFrom } from '../../api/client.ts'
import type { ImportBehavior } from '../../api/imports.ts'
import { onBehalf } from '../kit/behalf.ts'
import { createImport } from '../kit/calls.ts'
import { client, reportError } from '../kit/client.ts'
import { accessHeaders } from '../kit/entered.ts'
import { language } from '../kit/language.ts'

export type Upload = {
  /** The id of the import that was made. */
  done: Promise<string>
  stop: () => void
}

type Destination = { organizationId: string; behavior: ImportBehavior }
type Told = {
  progress(bytes: number): void
  /** Others are being uploaded: nothing is sent until it is this one's turn. */
  waiting(): void
}

/** Sends the file; where the hub has no place for it just now, again when the hub says, until there is one or it is stopped. */
export function uploadFile(file: File, to: Destination, told: Told): Upload {
  const stopping = new AbortController()
  const send = async (): Promise<string> => {
    for (let isFirst = true; ; isFirst = false) {
      const progress = reporter(told.progress, isFirst ? 0 : refusedWithin)
      try {
        return await sendOnce(file, to, progress.report, stopping.signal)
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'common.uploads_busy') {
          reportError(error)
          throw error
        }
        told.waiting()
        await pause(error.retryAfter ?? 5, stopping.signal)
      } finally {
        progress.end()
      }
    }
  }
  return { done: send(), stop: () => stopping.abort() }
}

// A try that finds no place either is over by then, mostly: what waits does not look as if it went on for a moment.
const refusedWithin = 1_000

/** Holds reports back for so long, and then gives the last of them. */
function reporter(progress: (bytes: number) => void, milliseconds: number) {
  let isOpen = milliseconds === 0
  let last = 0
  const timer = isOpen
    ? undefined
    : setTimeout(() => {
        isOpen = true
        progress(last)
      }, milliseconds)
  return {
    report(bytes: number): void {
      last = bytes
      if (isOpen) progress(bytes)
    },
    end: () => clearTimeout(timer),
  }
}

/** fetch reports no progress of what it sends, so this one call goes the older way. */
async function sendOnce(
  file: File,
  to: Destination,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const request = new XMLHttpRequest()
  const stop = () => request.abort()
  signal.addEventListener('abort', stop)
  try {
    return await new Promise<string>((resolve, reject) => {
      request.open('POST', onBehalf(client.address(createImport, { query: { ...to, fileName: file.name } })))
      request.setRequestHeader('content-type', 'text/csv')
      request.setRequestHeader('accept', 'application/json')
      request.setRequestHeader('accept-language', language())
      for (const [name, value] of Object.entries(accessHeaders())) request.setRequestHeader(name, value)
      request.upload.onprogress = (event) => onProgress(event.loaded)
      request.upload.onload = () => onProgress(file.size)
      request.onload = () => {
        const id = request.status === 201 ? idOf(request.responseText) : undefined
        if (id) resolve(id)
        else reject(problemFrom(request.status, request.responseText, (name) => request.getResponseHeader(name)))
      }
      request.onerror = () => reject(new ConnectionError('upload'))
      request.onabort = () => reject(stopped())
      request.send(file)
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(stopped())
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, seconds * 1000)
    signal.addEventListener('abort', stop, { once: true })
  })
}

function stopped(): DOMException {
  return new DOMException('stopped', 'AbortError')
}

function idOf(text: string): string | undefined {
  const answer: unknown = JSON.parse(text)
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
    ? answer.id
    : undefined
}
