import type { ReactNode } from 'react'
import { mark } from './mark.ts'

export function Marked({
  text,
  query,
  similar = false,
}: {
  text: string
  query: string
  similar?: boolean
}): ReactNode {
  let at = 0
  return mark(text, query, similar).map((piece) => {
    const key = at
    at += piece.text.length
    return piece.marked ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>
  })
}
