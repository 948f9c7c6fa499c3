import { Button } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailMessage } from '../../api/mail.ts'
import { FilterChips } from '../kit/Chip.tsx'
import { listMails } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { customerQuery } from '../kit/customer.ts'
import { FilterSelect } from '../kit/FilterSelect.tsx'
import { type Column, List } from '../kit/List.tsx'
import { Empty, Page } from '../kit/Page.tsx'
import { type Pages, usePages } from '../kit/pages.ts'
import { SearchInput } from '../kit/SearchInput.tsx'
import { Time } from '../kit/Time.tsx'
import { isMailState, MailState, mailStates } from './MailState.tsx'
import { isMailKind, mailKinds, mailSettingsQuery } from './mail.ts'
import './mail.css'

const page = getRouteApi('/signed-in/mail')
type FilterName = 'to' | 'kind' | 'state' | 'customer'

/** Every mail of the partner, the newest first. Filters live in the address; a subject opens the drawer over the list. */
export function Mails(): ReactNode {
  const { t } = useTranslation()
  const { mailId } = useParams({ strict: false })
  const search = page.useSearch()
  const navigate = useNavigate({ from: '/mail' })
  const query = {
    max: 50,
    ...(search.to ? { to: search.to } : {}),
    ...(search.kind && isMailKind(search.kind) ? { kind: search.kind } : {}),
    ...(search.state && isMailState(search.state) ? { state: search.state } : {}),
    ...(search.customer ? { organizationId: search.customer } : {}),
  }
  const pages = usePages(['mails', 'list', query], {
    first: (signal) => client.call(listMails, { query }, { signal }),
    follow: (next, signal) => client.follow(listMails, next, { signal }),
  })
  useFollowing(pages)
  const filtered = Object.keys(query).length > 1
  const title = t('mail.title')
  const set = (name: FilterName, value: string) =>
    void navigate({
      to: '/mail',
      replace: true,
      search: ({ [name]: _, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    })
  return (
    <Page heading={title} title={title} wide>
      <Transport />
      <div className="toolbar">
        <SearchInput
          label={t('mail.list.search')}
          hint={t('mail.list.searchHint')}
          value={search.to ?? ''}
          onSearch={(text) => set('to', text)}
        />
        <FilterSelect
          label={t('mail.list.kind')}
          any={t('mail.list.anyKind')}
          value={search.kind}
          options={mailKinds.map((kind) => ({ value: kind, label: t(`mail.kinds.${kind}`) }))}
          choose={(value) => set('kind', value)}
        />
        <FilterSelect
          label={t('mail.list.state')}
          any={t('mail.list.anyState')}
          value={search.state}
          options={mailStates.map((state) => ({ value: state, label: t(`mail.states.${state}`) }))}
          choose={(value) => set('state', value)}
        />
      </div>
      {filtered ? (
        <Filters
          remove={(name) => set(name, '')}
          clear={() => void navigate({ to: '/mail', search: {}, replace: true })}
        />
      ) : null}
      <List
        label={title}
        pages={pages}
        columns={useColumns()}
        rowKey={(row) => row.id}
        chosen={mailId}
        summary={(count) => t('mail.list.shown', { count })}
        empty={
          filtered ? (
            <Empty title={t('mail.list.noneFoundTitle')}>{t('mail.list.noneFoundText')}</Empty>
          ) : (
            <Empty title={t('mail.list.emptyTitle')}>{t('mail.list.emptyText')}</Empty>
          )
        }
      />
      <Outlet />
    </Page>
  )
}

/** What is queued leaves that state within a second or so; the list shows it without being asked. */
function useFollowing({ rows, retry }: Pages<MailMessage>): void {
  const moving = rows?.some(({ state }) => state === 'queued') ?? false
  const again = useRef(retry)
  again.current = retry
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => again.current(), 1500)
    return () => clearInterval(timer)
  }, [moving])
}

/** Says that nothing is sent, and what is to be done about it, for as long as that is so. */
function Transport(): ReactNode {
  const { t } = useTranslation()
  const { data: settings } = useQuery(mailSettingsQuery)
  if (!settings) return null
  const mailbox = settings.mailbox ? (
    <Button renderRoot={(props) => <Link to="/mailbox" {...props} />}>{t('mail.settings.openMailbox')}</Button>
  ) : null
  if (settings.sends) {
    return (
      <div className="mail-transport">
        <p className="soft grow">{t('mail.settings.sendsFrom', { address: settings.from ?? '' })}</p>
        {mailbox}
      </div>
    )
  }
  return (
    <div className="mail-waits" role="note">
      <IconClockPause size={20} className="amber" aria-hidden />
      <div className="grow">
        <p className="mail-waits-title">{t('mail.settings.waitsTitle')}</p>
        <p>{t('mail.settings.waits', { count: settings.waiting })}</p>
        <p className="soft">{t('mail.settings.todo')}</p>
      </div>
      {mailbox}
    </div>
  )
}

function Filters({ remove, clear }: { remove: (name: FilterName) => void; clear: () => void }): ReactNode {
  const { t } = useTranslation()
  const { to, kind, state, customer } = page.useSearch()
  const { data: named } = useQuery({ ...customerQuery(customer ?? ''), enabled: customer !== undefined })
  const kindName = kind && isMailKind(kind) ? t(`mail.kinds.${kind}`) : undefined
  const stateName = state && isMailState(state) ? t(`mail.states.${state}`) : undefined
  const chips = [
    ...(to ? [{ name: 'to' as const, label: t('mail.list.toFilter', { text: to }) }] : []),
    ...(kindName ? [{ name: 'kind' as const, label: t('mail.list.kindFilter', { name: kindName }) }] : []),
    ...(stateName ? [{ name: 'state' as const, label: t('mail.list.stateFilter', { name: stateName }) }] : []),
    ...(customer
      ? [{ name: 'customer' as const, label: t('mail.list.customerFilter', { name: named?.name ?? '…' }) }]
      : []),
  ]
  return (
    <FilterChips
      label={t('mail.list.filters')}
      chips={chips}
      remove={remove}
      clear={clear}
      clearLabel={t('mail.list.clear')}
    />
  )
}

function useColumns(): Column<MailMessage>[] {
  const { t } = useTranslation()
  return [
    {
      id: 'subject',
      label: t('mail.list.subject'),
      cell: (row) => (
        <Link
          to="/mail/$mailId"
          params={{ mailId: row.id }}
          search={(was) => was}
          resetScroll={false}
          className="row-link clip"
          data-row
          lang={row.language}
        >
          {row.subject}
        </Link>
      ),
    },
    {
      id: 'to',
      label: t('mail.list.to'),
      wideOnly: true,
      cell: (row) => <span className="soft clip">{row.to.email}</span>,
    },
    {
      id: 'kind',
      label: t('mail.list.kind'),
      width: '13rem',
      wideOnly: true,
      cell: (row) => <span className="clip">{t(`mail.kinds.${row.kind}`)}</span>,
    },
    {
      id: 'state',
      label: t('mail.list.state'),
      width: 'min(11rem, 40vw)',
      cell: (row) => <MailState state={row.state} />,
    },
    {
      id: 'time',
      label: t('mail.list.time'),
      width: '12rem',
      wideOnly: true,
      cell: (row) => <Time at={row.created} moment />,
    },
  ]
}
