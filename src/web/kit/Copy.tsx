import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce, toast } from './Announcements.tsx'

/** An icon that copies. `label` names the thing: “Copy e-mail”. */
export function CopyIcon({ value, label }: { value: string; label: string }): ReactNode {
  const { t } = useTranslation()
  const [copied, copy] = useCopy()
  const Icon = copied ? IconCheck : IconCopy
  const name = t('common.copyValue', { label })
  return (
    <button type="button" className="icon-button copy" aria-label={name} title={name} onClick={() => copy(value)}>
      <Icon size={15} aria-hidden />
    </button>
  )
}

/** Copies and says so; true for the two seconds after. */
export function useCopy(said?: string): [boolean, (text: string) => void] {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return [
    copied,
    (text) => {
      void writeClipboard(text).then((written) => {
        if (!written) return toast(() => <p>{t('common.notCopied')}</p>)
        setCopied(true)
        announce(said ?? t('common.copied'))
      })
    },
  ]
}

/** False where the browser lets nothing be copied. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

/** On plain http other than localhost browsers offer no clipboard, elsewhere it may be denied; a selected field and the old command may still work. */
function copySelected(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
