import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { announce, toast } from './Announcements.tsx'
import { type CsvField, csvOf, delimiterIn } from './csv.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import type { Page } from './pages.ts'
import { saveFile } from './save-file.ts'

/** What is asked for page by page until there is no more; `signal` stops it. */
export type Source<Row> = {
  first: (signal: AbortSignal) => Promise<Page<Row>>
  follow: (next: string, signal: AbortSignal) => Promise<Page<Row>>
}

/** Fetches the whole list as it is filtered, whatever of it is shown, and gives it as a CSV file. A second click stops it. */
export function ExportButton<Row>({
  source,
  fields,
  name,
  choice,
}: {
  source: Source<Row>
  fields: readonly CsvField<Row>[]
  /** Of the file, without its ending. */
  name: string
  /** Where there are other files than this one: what this one is called among them, and they as items of a menu. */
  choice?: { label: string; hint: string; others: ReactNode } | undefined
}): ReactNode {
  const { t } = useTranslation()
  const save = useCsv(fields, name)
  const [count, setCount] = useState<number>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  async function run(): Promise<void> {
    const control = new AbortController()
    stop.current = control
    setCount(0)
    try {
      save(await collect(source, control.signal, setCount))
    } catch (error) {
      if (!control.signal.aborted) toast(() => <ErrorPanel error={error} />)
    } finally {
      setCount(undefined)
    }
  }

  if (choice && count === undefined)
    return (
      // The placeholder that is focused at first stands in the menu and is no item of it.
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            {t('common.exportCsv')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className="menu-choice">
          <Menu.Item onClick={() => void run()}>
            <MenuChoice label={choice.label} hint={choice.hint} />
          </Menu.Item>
          {choice.others}
        </Menu.Dropdown>
      </Menu>
    )
  const running = count !== undefined
  return (
    <Button
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => (running ? stop.current?.abort() : void run())}
    >
      {running ? t('common.stopExport', { count }) : t('common.exportCsv')}
    </Button>
  )
}

/** An item of a menu with what it means below it. */
export function MenuChoice({ label, hint }: { label: string; hint: string }): ReactNode {
  return (
    <>
      <span className="block">{label}</span>
      <span className="block soft small">{hint}</span>
    </>
  )
}

/** Saves rows that are here already. */
export function useCsv<Row>(fields: readonly CsvField<Row>[], name: string): (rows: readonly Row[]) => void {
  const { t, i18n } = useTranslation()
  return (rows) => {
    const day = new Date().toISOString().slice(0, 10)
    const text = csvOf(fields, rows, delimiterIn(i18n.language))
    saveFile(`${name} ${day}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }))
    announce(t('common.exported', { count: rows.length }))
  }
}

async function collect<Row>(source: Source<Row>, signal: AbortSignal, tell: (count: number) => void): Promise<Row[]> {
  const rows: Row[] = []
  let page = await patiently(() => source.first(signal), signal)
  for (;;) {
    rows.push(...page.data.items)
    tell(rows.length)
    const { next } = page
    if (next === undefined) return rows
    page = await patiently(() => source.follow(next, signal), signal)
  }
}

/** A long list can run into the limit of requests; the answer says how long to wait. */
async function patiently<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429) throw error
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 5) * 1000))
      signal.throwIfAborted()
    }
  }
}
