import { type RawBuilder, sql } from 'kysely'
import { type TermKind, termKinds } from './terms.ts'

/**
 * Where a kind of term is kept. Most are rows of `terms`. A user's e-mail, number and extension are searched for where they are kept
 * anyway: a second copy of them in `terms` would be most of that table, and most of what an import writes.
 */
export type Source = {
  table: RawBuilder<unknown>
  /** Columns of the table, which is called `t` where it is read. */
  term: RawBuilder<unknown>
  id: RawBuilder<unknown>
  condition: RawBuilder<unknown>
  /** A range of it is short across all customers, and no index begins with the customer. */
  isSelective?: true
  /** From what is searched for to what is kept, and back. */
  write(begin: string): string
  read(term: string): string
}

const asIs = { write: (begin: string) => begin, read: (term: string) => term }

/** The kind comes with the probe. */
export const inTerms: Source = {
  table: sql`terms`,
  term: sql`t.term`,
  id: sql`t.id`,
  condition: sql`t.kind = p.kind`,
  ...asIs,
}

const held = { table: sql`numbers`, id: sql`t.user_id`, condition: sql`t.user_id is not null` }

const elsewhere: Partial<Record<TermKind, Source>> = {
  [termKinds.userEmail]: { table: sql`users`, term: sql`t.email`, id: sql`t.id`, condition: sql`true`, ...asIs },
  [termKinds.userExtension]: {
    table: sql`users`,
    term: sql`t.extension`,
    id: sql`t.id`,
    condition: sql`t.extension is not null`,
    ...asIs,
  },
  // Numbers are kept as E.164, with the plus that nobody types.
  [termKinds.userPhone]: {
    ...held,
    term: sql`t.e164`,
    write: (digits) => `+${digits}`,
    read: (e164) => e164.slice(1),
  },
  [termKinds.userPhoneEnd]: {
    ...held,
    term: sql`t.e164_end`,
    isSelective: true,
    write: (digits) => digits,
    read: (end) => end.replace(/\+$/, ''),
  },
}

export function sourceOf(kind: TermKind): Source {
  return elsewhere[kind] ?? inTerms
}
