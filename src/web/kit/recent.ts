import { useSyncExternalStore } from 'react'
import { forget, recall, remember } from './storage.ts'

export type RecentRecord = { kind: 'user' | 'organization' | 'device'; id: string; title: string }

const most = 8
let stored: string | null | undefined
let records: readonly RecentRecord[] = []
const listeners = new Set<() => void>()

/** What was opened last, newest first; kept on this computer until sign-out. */
export function useRecent(): readonly RecentRecord[] {
  return useSyncExternalStore(subscribe, read)
}

export function addRecent(record: RecentRecord): void {
  const others = read().filter(({ id }) => id !== record.id)
  remember('recent', JSON.stringify([record, ...others].slice(0, most)))
  changed()
}

export function forgetRecent(): void {
  forget('recent')
  changed()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function changed(): void {
  for (const listener of listeners) listener()
}

function read(): readonly RecentRecord[] {
  const text = recall('recent')
  if (text !== stored) {
    stored = text
    records = parse(text)
  }
  return records
}

function parse(text: string | null): RecentRecord[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isRecord) : []
  } catch {
    return []
  }
}

function isRecord(value: unknown): value is RecentRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'user' || value.kind === 'organization' || value.kind === 'device') &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    typeof value.title === 'string'
  )
}
