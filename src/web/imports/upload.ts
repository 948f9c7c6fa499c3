import { ConnectionError, problemFrom } from '../../api/client.ts'
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

/** fetch reports no progress of what it sends, so this one call goes the older way. */
export function uploadFile(
  file: File,
  to: { organizationId: string; behavior: ImportBehavior },
  onProgress: (bytes: number) => void,
): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<string>((resolve, reject) => {
    request.open('POST', onBehalf(client.address(createImport, { query: { ...to, fileName: file.name } })))
    request.setRequestHeader('content-type', 'text/csv')
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language())
    for (const [name, value] of Object.entries(accessHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.upload.onload = () => onProgress(file.size)
    request.onload = () => {
      const id = request.status === 201 ? idOf(request.responseText) : undefined
      if (id) return resolve(id)
      const error = problemFrom(request.status, request.responseText, (name) => request.getResponseHeader(name))
      reportError(error)
      reject(error)
    }
    request.onerror = () => reject(new ConnectionError('upload'))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.send(file)
  })
  return { done, stop: () => request.abort() }
}

function idOf(text: string): string | undefined {
  const answer: unknown = JSON.parse(text)
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
    ? answer.id
    : undefined
}
