import type { ReactNode } from 'react'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Page, Skeletons } from './Page.tsx'
import { isShut, ShutPage, type Thing } from './Shut.tsx'

/** What a page needs of the query that asks for its thing. */
export type Asked<Data> = { data: Data | undefined; error: Error | null; refetch: () => unknown }

/**
 * The page about one thing: while it loads its frame, then its name, state and acts; where it is not there or not for this person, a page
 * that says so and leads back. `within` stands behind the name in the tab.
 */
export function DetailPage<Data>({
  of,
  thing,
  name,
  unnamed,
  within,
  above,
  beside,
  below,
  acts,
  back,
  children,
}: {
  of: Asked<Data>
  thing: Thing
  name: (data: Data) => string
  /** The heading until the name is known. */
  unnamed: string
  within?: string | ((data: Data) => string)
  above?: (data: Data) => ReactNode
  beside?: (data: Data) => ReactNode
  below?: (data: Data) => ReactNode
  acts?: (data: Data) => ReactNode
  /** Where the way leads from a thing that is not there; else to the start page. */
  back?: ReactNode
  children: (data: Data) => ReactNode
}): ReactNode {
  const { data, error, refetch } = of
  if (isShut(error)) return <ShutPage error={error} thing={thing} back={back} />
  const heading = data === undefined ? unnamed : name(data)
  const place = typeof within === 'function' ? (data === undefined ? undefined : within(data)) : within
  const part = (show: ((data: Data) => ReactNode) | undefined) => (data === undefined ? null : show?.(data))
  return (
    <Page
      heading={heading}
      title={place ? `${heading} · ${place}` : heading}
      wide
      above={above ? (part(above) ?? '\u00a0') : null}
      beside={part(beside)}
      below={part(below)}
      acts={part(acts)}
    >
      {error && data === undefined ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeletons lines={10} /> : null}
      {part(children)}
    </Page>
  )
}
