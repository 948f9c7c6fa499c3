import { IconX } from '@tabler/icons-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

type Toast = { key: number; content: (close: () => void) => ReactNode }

let spoken = ''
let toasts: readonly Toast[] = []
let keys = 0
const listeners = new Set<() => void>()

/** Said to screen readers, shown to nobody. */
export function announce(text: string): void {
  // The same words twice in a row would not be spoken again; a space makes them differ.
  spoken = text === spoken ? `${text} ` : text
  changed()
}

/** Shown in the corner and said, until it is closed or 12 s have gone. */
export function toast(content: Toast['content']): void {
  const key = ++keys
  toasts = [...toasts, { key, content }]
  changed()
  setTimeout(() => close(key), 12_000)
}

export function Announcements(): ReactNode {
  const { t } = useTranslation()
  const text = useSyncExternalStore(subscribe, () => spoken)
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <>
      <div role="status" aria-live="polite" className="hidden-text">
        {text}
      </div>
      <div role="status" aria-live="polite" className="toasts">
        {shown.map(({ key, content }) => (
          <div key={key} className="toast">
            <div className="grow">{content(() => close(key))}</div>
            <button type="button" className="icon-button" aria-label={t('common.close')} onClick={() => close(key)}>
              <IconX size={16} aria-hidden />
            </button>
          </div>
        ))}
      </div>
    </>
  )
}

function close(key: number): void {
  toasts = toasts.filter((toast) => toast.key !== key)
  changed()
}

function changed(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
