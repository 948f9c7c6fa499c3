import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '../kit/calls.ts'
import { client } from '../kit/client.ts'

type Named = { id: string; name: string }

/** A list of customers with a field that finds more by the beginning of a name. */
export function CustomerPicker({
  title,
  label,
  chosen,
  change,
}: {
  title: string
  label: string
  chosen: readonly Named[]
  change: (next: Named[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const { data } = useQuery({
    queryKey: ['customers', 'picker', q],
    queryFn: async ({ signal }) => (await client.call(listCustomers, { query: { q, max: 8 } }, { signal })).data.items,
    enabled: q !== '',
  })
  const found = q === '' ? [] : (data ?? []).filter(({ id }) => !chosen.some((one) => one.id === id))
  return (
    <fieldset className="picker">
      <legend>{title}</legend>
      {chosen.length > 0 ? (
        <ul className="chips">
          {chosen.map(({ id, name }) => (
            <li key={id} className="chip chip-on">
              {name}
              <button
                type="button"
                className="chip-remove"
                aria-label={t('identity.administrators.reach.removeOne', { name })}
                onClick={() => change(chosen.filter((one) => one.id !== id))}
              >
                <IconX size={13} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {q !== '' && data && found.length === 0 ? (
          <p className="soft small">{t('identity.administrators.reach.nothingFound')}</p>
        ) : null}
        <ul className="picker-found">
          {found.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className="picker-one"
                onClick={() => {
                  change([...chosen, { id, name }])
                  setText('')
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </fieldset>
  )
}
