import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../api/access.ts'
import { listGrants } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useLengths, useSecondsLeft } from '../kit/countdown.ts'
import { useFormat } from '../kit/format.ts'
import { useMay } from '../kit/session.ts'
import './access.css'
import { Enter } from './Enter.tsx'

/** That the agent has access to this customer now, until when, and the way in. */
export function RunningAccess({ customerId }: { customerId: string }): ReactNode {
  const may = useMay('access:view')
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['grants', 'running', customerId],
    queryFn: async ({ signal }) => {
      const query = { organizationId: customerId, mine: 'true', state: 'granted', max: 5 } as const
      return (await client.call(listGrants, { query }, { signal })).data.items
    },
    refetchInterval: 10_000,
    enabled: may,
  })
  return data?.map((grant) => <Running key={grant.id} grant={grant} answeredAt={dataUpdatedAt} />)
}

function Running({ grant, answeredAt }: { grant: Grant; answeredAt: number }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { clock } = useLengths()
  const left = useSecondsLeft(grant.secondsLeft, answeredAt)
  if (left === 0 || !grant.expires) return null
  const words = grant.kind === 'view' ? 'access.running.view' : 'access.running.until'
  return (
    <section className="running-access" aria-label={t('access.running.label')}>
      <span className="grow">
        <b>{t(words, { time: format.until(grant.expires) })}</b>
        {grant.scope === 'full' ? (
          <span className="soft"> {t(grant.withoutUsers ? 'access.scopeWithoutUsers' : 'access.scopes.full')}</span>
        ) : null}
      </span>
      <span className="figures" role="timer">
        {t('access.left', { time: clock(left) })}
      </span>
      <Enter grant={grant} />
    </section>
  )
}
