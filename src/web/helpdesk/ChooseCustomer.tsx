import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { search } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useRecent } from '../kit/recent.ts'

/** An extension means something inside one customer alone: finds that customer and searches the same text in it. */
export function ChooseCustomer({ text, choose }: { text: string; choose: (customerId: string) => void }): ReactNode {
  const { t } = useTranslation()
  const recent = useRecent().filter(({ kind }) => kind === 'organization')
  const [name, setName] = useState('')
  const q = useDeferredValue(name.trim())
  const { data } = useQuery({
    queryKey: ['search', 'customers', q],
    queryFn: async ({ signal }) => (await client.call(search, { query: { q, max: 24 } }, { signal })).data.items,
    enabled: q.length >= 2,
  })
  const found =
    q.length >= 2 ? (data ?? []).filter(({ kind }) => kind === 'organization').slice(0, 8) : recent.slice(0, 4)
  const [first] = found
  return (
    <form
      className="choose-customer"
      onSubmit={(event) => {
        event.preventDefault()
        if (first) choose(first.id)
      }}
    >
      <TextInput
        type="search"
        label={t('helpdesk.inCustomer.title', { text })}
        placeholder={t('helpdesk.inCustomer.name')}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {q.length < 2 && first ? <p className="soft small">{t('helpdesk.inCustomer.recent')}</p> : null}
        {q.length >= 2 && data && !first ? <p className="soft small">{t('helpdesk.inCustomer.none')}</p> : null}
        <ul className="plain">
          {found.map((one) => (
            <li key={one.id}>
              <button type="button" className="choose-one" onClick={() => choose(one.id)}>
                {one.title}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </form>
  )
}
