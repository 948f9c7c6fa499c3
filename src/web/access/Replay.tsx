import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccessRecord } from '../../api/access.ts'
import { exportAccessRecords, getGrant, listAccessRecords } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useFormat } from '../kit/format.ts'
import { grantTones } from '../kit/grants.ts'
import { type Column, List } from '../kit/List.tsx'
import { Page } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { StateDot } from '../kit/StateDot.tsx'
import './access.css'

const inside = getRouteApi('/signed-in/customers/$customerId/access/$grantId')
const fromHelpDesk = getRouteApi('/signed-in/partner-side/helpdesk/customers/$orgId/access/$grantId')

export function Replay(): ReactNode {
  const { customerId, grantId } = inside.useParams()
  return (
    <ReplayOf
      grantId={grantId}
      above={
        <Link to="/customers/$customerId/access" params={{ customerId }} className="link">
          <Ledgers />
        </Link>
      }
    />
  )
}

export function HelpDeskReplay(): ReactNode {
  const { orgId, grantId } = fromHelpDesk.useParams()
  return (
    <ReplayOf
      grantId={grantId}
      above={
        <Link to="/helpdesk/customers/$orgId/access" params={{ orgId }} className="link">
          <Ledgers />
        </Link>
      }
    />
  )
}

function Ledgers(): ReactNode {
  const { t } = useTranslation()
  return t('access.ledger.heading')
}

/** Line by line what was opened under one grant, in plain words. */
function ReplayOf({ grantId, above }: { grantId: string; above: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const params = { grantId }
  const { data: grant, error } = useQuery({
    queryKey: ['grants', 'one', grantId],
    queryFn: async ({ signal }) => (await client.call(getGrant, { params }, { signal })).data,
    refetchInterval: 10_000,
  })
  const pages = usePages<AccessRecord>(
    ['grants', 'records', grantId],
    {
      first: (signal) => client.call(listAccessRecords, { params, query: { max: 200 } }, { signal }),
      follow: (next, signal) => client.follow(listAccessRecords, next, { signal }),
    },
    { refetchInterval: grant?.state === 'granted' ? 10_000 : false },
  )
  const title = t('access.replay.title')
  return (
    <Page
      heading={grant ? t('access.ledger.replayOf', { name: grant.person.displayName }) : title}
      title={grant ? `${title} · ${grant.organizationName}` : title}
      wide
      above={above}
      beside={grant ? <StateDot tone={grantTones[grant.state]}>{t(`access.states.${grant.state}`)}</StateDot> : null}
      below={<p className="soft">{[grant?.reason, t('access.replay.hint')].filter(Boolean).join(' · ')}</p>}
      acts={
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          renderRoot={(props) => (
            <a {...props} href={client.address(exportAccessRecords, { params })} download>
              {props.children}
            </a>
          )}
        >
          {t('access.ledger.export')}
        </Button>
      }
    >
      {error && !grant ? <ErrorPanel error={error} /> : null}
      <List
        label={title}
        pages={pages}
        columns={useColumns()}
        rowKey={(row) => row.id}
        summary={(count) => t('access.replay.shown', { count })}
        empty={<p className="soft">{t('access.replay.empty')}</p>}
      />
    </Page>
  )
}

function useColumns(): Column<AccessRecord>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      id: 'at',
      label: t('access.replay.at'),
      width: 'min(20rem, 40vw)',
      cell: (row) => <time dateTime={row.at}>{format.exact(row.at)}</time>,
    },
    { id: 'what', label: t('access.replay.what'), cell: (row) => row.text },
  ]
}
