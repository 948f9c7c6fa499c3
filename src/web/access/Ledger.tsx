import { Button, NativeSelect } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant, GrantState } from '../../api/access.ts'
import { exportGrants, listGrants } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useLengths, useSecondsLeft } from '../kit/countdown.ts'
import { grantStates, grantTones, isRunning } from '../kit/grants.ts'
import { type Column, List } from '../kit/List.tsx'
import { Empty } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { StateDot } from '../kit/StateDot.tsx'
import { Time } from '../kit/Time.tsx'
import { GrantActs } from './GrantActs.tsx'
import './access.css'

/** Who asked for or had access to one customer, with what is left of it and what can be done. */
export function Ledger({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const [state, setState] = useState<GrantState>()
  const filter = { organizationId: customerId, ...(state ? { state } : {}) }
  const [answeredAt, setAnsweredAt] = useState(() => Date.now())
  const pages = usePages<Grant>(
    ['grants', 'list', filter],
    {
      first: async (signal) => {
        const answer = await client.call(listGrants, { query: { ...filter, max: 50 } }, { signal })
        setAnsweredAt(Date.now())
        return answer
      },
      follow: (next, signal) => client.follow(listGrants, next, { signal }),
    },
    { refetchInterval: 15_000 },
  )
  return (
    <>
      <div className="toolbar">
        <NativeSelect
          aria-label={t('access.ledger.filter')}
          value={state ?? ''}
          onChange={(event) => setState(grantStates.find((one) => one === event.currentTarget.value))}
          data={[
            { value: '', label: t('access.ledger.all') },
            ...grantStates.map((one) => ({ value: one, label: t(`access.states.${one}`) })),
          ]}
        />
        <span className="grow" />
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          renderRoot={(props) => (
            <a {...props} href={client.address(exportGrants, { query: filter })} download>
              {props.children}
            </a>
          )}
        >
          {t('access.ledger.export')}
        </Button>
      </div>
      <List
        label={t('access.ledger.heading')}
        pages={pages}
        columns={useColumns(answeredAt)}
        rowKey={(row) => row.id}
        summary={(count) => t('access.ledger.shown', { count })}
        empty={<Empty title={t('access.ledger.emptyTitle')}>{t('access.ledger.emptyText')}</Empty>}
      />
    </>
  )
}

/** On a phone one cell holds all of an entry: whom, why, how far and how long is what the consent is about. */
function useColumns(answeredAt: number): Column<Grant>[] {
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  if (narrow)
    return [
      {
        id: 'entry',
        label: t('access.ledger.heading'),
        cell: (row) => <Card of={row} answeredAt={answeredAt} />,
      },
    ]
  return [
    {
      id: 'person',
      label: t('access.ledger.person'),
      cell: (row) => <Who of={row} />,
    },
    {
      id: 'what',
      label: t('access.ledger.what'),
      width: '8rem',
      cell: (row) => <Scope of={row} />,
    },
    { id: 'state', label: t('access.ledger.state'), width: 'min(12rem, 40vw)', cell: (row) => <State of={row} /> },
    {
      id: 'length',
      label: t('access.ledger.length'),
      width: '7rem',
      cell: (row) => <Length of={row} answeredAt={answeredAt} />,
    },
    {
      id: 'requested',
      label: t('access.ledger.requested'),
      width: '7.5rem',
      cell: (row) => <Time at={row.requested} />,
    },
    { id: 'acts', label: t('access.ledger.acts'), width: 'min(14rem, 44vw)', cell: (row) => <GrantActs grant={row} /> },
  ]
}

function Card({ of, answeredAt }: { of: Grant; answeredAt: number }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="grant-card">
      <Who of={of} />
      <span className="soft">
        <Scope of={of} />
      </span>
      <Length of={of} answeredAt={answeredAt} />
      <span className="faint">
        {t('access.ledger.requested')}: <Time at={of.requested} />
      </span>
      <State of={of} />
      <GrantActs grant={of} />
    </span>
  )
}

function Who({ of }: { of: Grant }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="grant-person">
      <span className="clip">{of.person.displayName}</span>
      <span className="faint grant-reason">{of.reason ?? t('access.kinds.view')}</span>
    </span>
  )
}

function Scope({ of }: { of: Grant }): ReactNode {
  const { t } = useTranslation()
  return of.withoutUsers ? t('access.scopeWithoutUsers') : t(`access.scopes.${of.scope}`)
}

function State({ of }: { of: Grant }): ReactNode {
  const { t } = useTranslation()
  const decided =
    of.decidedBy && (of.decidedHow === 'mail' ? t('access.ledger.byMail', { name: of.decidedBy }) : of.decidedBy)
  const by =
    of.endedHow === 'switch'
      ? t('access.ledger.endedBySwitch')
      : of.endedBy
        ? t('access.ledger.endedBy', { name: of.endedBy })
        : decided
  return (
    <span className="grant-person">
      <StateDot tone={grantTones[of.state]}>{t(`access.states.${of.state}`)}</StateDot>
      {of.unexpected ? <span className="amber clip">{t('access.ledger.unexpected')}</span> : null}
      {by && !of.unexpected ? <span className="faint clip">{by}</span> : null}
    </span>
  )
}

/** How long it was asked for, and what is left of that, or of the time to answer. */
function Length({ of, answeredAt }: { of: Grant; answeredAt: number }): ReactNode {
  const { t } = useTranslation()
  const { clock, length } = useLengths()
  const left = useSecondsLeft(of.secondsLeft, answeredAt)
  const words = of.state === 'requested' ? 'access.ledger.toAnswer' : 'access.left'
  return (
    <span className="grant-person">
      <span>{length(of.minutes)}</span>
      {isRunning(of) ? <span className="figures faint">{t(words, { time: clock(left) })}</span> : null}
    </span>
  )
}
