import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusReturn } from './focus-return.ts'
import { part } from './parts.ts'

const load = () => part(() => import('./Palette.tsx'))
const Palette = lazy(async () => ({ default: (await load()).Palette }))

/** Fetches the palette when its key begins: with the first page it would be more than most people ever use of it. */
export function usePaletteSoon(): void {
  useEffect(() => {
    const press = ({ key }: globalThis.KeyboardEvent) => {
      if (key !== 'Control' && key !== 'Meta') return
      document.removeEventListener('keydown', press)
      // What fails here is asked for again, and told of, when the palette opens.
      load().catch(() => undefined)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/**
 * The palette, from the moment of its key on: until its part is here a field of the shell's own takes what is typed, so that no letter is
 * lost or runs as a shortcut on the page behind. It gives way when the palette's field has the focus.
 */
export function PaletteDoor({
  close,
  showKeys,
  go,
}: {
  close: () => void
  showKeys: () => void
  go: (to: string) => void
}): ReactNode {
  const [text, setText] = useState('')
  const [entered, setEntered] = useState<string>()
  const [ready, setReady] = useState(false)
  useFocusReturn()
  return (
    <>
      {ready ? null : <FirstField text={text} setText={setText} enter={() => setEntered(text)} close={close} />}
      <Suspense>
        <Palette
          text={text}
          setText={setText}
          entered={entered}
          ready={() => setReady(true)}
          close={close}
          showKeys={showKeys}
          go={go}
        />
      </Suspense>
    </>
  )
}

function FirstField({
  text,
  setText,
  enter,
  close,
}: {
  text: string
  setText: (text: string) => void
  enter: () => void
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter') enter()
    if (event.key === 'Escape') close()
    // There is nothing else in it to go to.
    if (event.key === 'Tab' || event.key === 'Escape') event.preventDefault()
  }
  return (
    <div className="palette-first">
      {/* By keys Escape closes it. */}
      <button type="button" className="palette-first-shade" tabIndex={-1} aria-hidden onClick={close} />
      <div role="dialog" aria-modal aria-label={t('shell.palette.label')}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to be typed in.
          autoFocus
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('shell.palette.label')}
          placeholder={t('shell.palette.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
    </div>
  )
}
