import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import type { MailboxItem } from '../../api/mail.ts'
import { Door } from '../identity/Door.tsx'
import { ChoiceChip } from '../kit/Chip.tsx'
import { readMailbox } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Empty, Skeletons } from '../kit/Page.tsx'
import { RootMissing } from '../kit/PageStates.tsx'
import { SearchInput } from '../kit/SearchInput.tsx'
import { Time } from '../kit/Time.tsx'
import { MailState } from './MailState.tsx'
import './mail.css'

const page = getRouteApi('/mailbox')

/** What people would find in their mail programs, for the demo and for development. */
export function Mailbox(): ReactNode {
  const { t } = useTranslation()
  const { to } = page.useSearch()
  const navigate = useNavigate({ from: '/mailbox' })
  const query = { max: 50, ...(to ? { to } : {}) }
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['mailbox', query],
    queryFn: async ({ signal }) => (await client.call(readMailbox, { query }, { signal })).data,
    refetchInterval: 5000,
    retry: (_, failure) => !(failure instanceof ApiError && failure.status === 404),
  })
  if (error instanceof ApiError && error.status === 404) return <RootMissing />
  const title = t('mail.mailbox.title')
  return (
    <Door heading={title} title={title}>
      <div className="mailbox">
        <p className="soft">{t('mail.mailbox.text')}</p>
        <div className="toolbar">
          <SearchInput
            label={t('mail.mailbox.search')}
            hint={t('mail.mailbox.search')}
            value={to ?? ''}
            onSearch={(text) => void navigate({ to: '/mailbox', search: text ? { to: text } : {}, replace: true })}
          />
          <Button loading={isFetching && !data} onClick={() => void refetch()}>
            {t('mail.mailbox.refresh')}
          </Button>
        </div>
        {error && !data ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
        {!data && !error ? <Skeletons lines={6} height={64} /> : null}
        {data && data.items.length === 0 ? (
          <Empty title={t('mail.mailbox.emptyTitle')}>{t('mail.mailbox.emptyText')}</Empty>
        ) : null}
        <ul className="mailbox-list">
          {data?.items.map((item) => (
            <li key={item.id}>
              <Letter item={item} />
            </li>
          ))}
        </ul>
      </div>
    </Door>
  )
}

function Letter({ item }: { item: MailboxItem }): ReactNode {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'html' | 'text'>()
  const toggle = (form: 'html' | 'text') => setShown((was) => (was === form ? undefined : form))
  return (
    <article className="panel">
      <div className="mail-event-head">
        <h2 lang={item.language}>{item.subject}</h2>
        <span className="grow" />
        <Time at={item.created} focusable />
      </div>
      <p className="soft">
        {item.to.name ? `${item.to.name} <${item.to.email}>` : item.to.email}
        {' · '}
        {t('mail.mailbox.from', { name: item.from })}
      </p>
      <p>
        <MailState state={item.state} />
      </p>
      <div className="mail-acts">
        {item.link ? (
          <Button
            variant="filled"
            component="a"
            href={item.link}
            aria-label={`${t('mail.mailbox.open')}: ${item.subject}`}
          >
            {t('mail.mailbox.open')}
          </Button>
        ) : null}
        <ChoiceChip on={shown === 'html'} choose={() => toggle('html')}>
          {t('mail.mailbox.html')}
        </ChoiceChip>
        <ChoiceChip on={shown === 'text'} choose={() => toggle('text')}>
          {t('mail.mailbox.plain')}
        </ChoiceChip>
      </div>
      {shown === 'html' ? (
        // Without scripts and without this page's origin; its links open beside the mailbox.
        <iframe
          className="mail-frame"
          title={t('mail.mailbox.frame', { subject: item.subject })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={item.html.replace('<head>', '<head><base target="_blank">')}
        />
      ) : null}
      {shown === 'text' ? (
        <p className="mail-text" lang={item.language}>
          {item.text}
        </p>
      ) : null}
    </article>
  )
}
