import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asked } from '../kit/DetailPage.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { Panel, SmallTable } from '../kit/Panel.tsx'

/** What machines sign in with, in a panel: what it is for, those there are, and the way to make one. */
export function KeysPanel<Key extends { id: string }>({
  title,
  text,
  heads,
  empty,
  of,
  cells,
  act,
}: {
  title: string
  text?: string
  heads: readonly string[]
  empty: string
  of: Asked<{ items: readonly Key[] }>
  cells: (key: Key) => readonly ReactNode[]
  /** None where others make them. */
  act: ReactNode | null
}): ReactNode {
  const { data, error, refetch } = of
  return (
    <Panel title={title} flush>
      {text ? <p className="panel-text soft">{text}</p> : null}
      {error ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeletons lines={3} /> : null}
      {data ? (
        <SmallTable
          label={title}
          heads={heads}
          empty={empty}
          rows={data.items.map((key) => ({ key: key.id, cells: cells(key) }))}
        />
      ) : null}
      {act ? <div className="panel-foot">{act}</div> : null}
    </Panel>
  )
}

/** What it is called by those who administer it. */
export function NameField({
  value,
  change,
  checked,
}: {
  value: string
  change: (value: string) => void
  /** Whether it was tried without. */
  checked: boolean
}): ReactNode {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('account.page.name')}
      value={value}
      maxLength={100}
      data-autofocus
      error={checked && value.trim() === '' ? t('account.page.nameMissing') : undefined}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
