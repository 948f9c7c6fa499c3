import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './List.tsx'
import { recall, remember } from './storage.ts'

/** Which columns of a list are shown, remembered on this computer for each list by its name. */
export function useColumnChoice<Row>(
  list: string,
  columns: readonly Column<Row>[],
): { shown: Column<Row>[]; chooser: ReactNode } {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(() => read(list))
  const isOn = (column: Column<Row>) => column.fixed === true || (chosen[column.id] ?? !column.offAtFirst)
  const toggle = (column: Column<Row>) => {
    const next = { ...chosen, [column.id]: !isOn(column) }
    setChosen(next)
    remember(`columns.${list}`, JSON.stringify(next))
  }
  const chooser = (
    // The library's place for the first focus is no item, which a menu must not hold.
    <Menu closeOnItemClick={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button className="wide-only" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('common.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter(({ fixed }) => !fixed)
          .map((column) => (
            <Menu.CheckboxItem key={column.id} checked={isOn(column)} onChange={() => toggle(column)}>
              {column.label}
            </Menu.CheckboxItem>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
  return { shown: columns.filter(isOn), chooser }
}

function read(list: string): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(recall(`columns.${list}`) ?? '{}')
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'))
  } catch {
    return {}
  }
}
