import { Fragment, type ReactNode } from 'react'
import { placesToBreak } from './breaks.ts'

/** An address in a narrow place: broken between its parts rather than within a word. Read, found and copied as it is. */
export function Breakable({ text }: { text: string }): ReactNode {
  return placesToBreak(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place.
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
