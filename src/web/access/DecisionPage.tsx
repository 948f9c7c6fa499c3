import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../api/access.ts'
import { ApiError } from '../../api/client.ts'
import { linkHeader } from '../../api/endpoint.ts'
import { Door } from '../identity/Door.tsx'
import { decideByLink, getDecision } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { useLengths, useSecondsLeft } from '../kit/countdown.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Facts } from '../kit/Facts.tsx'
import { tokenOf, useForgetting } from '../kit/one-time-link.ts'
import { Skeletons } from '../kit/Page.tsx'
import './access.css'

const page = '/access-request'

/** Behind the link of the mail: who asks for what, and two buttons. Opening it decides nothing. */
export function DecisionPage(): ReactNode {
  const { t } = useTranslation()
  const [token] = useState(() => tokenOf(page))
  const queryKey = ['decision', token]
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await client.call(getDecision, {}, { signal, headers: { [linkHeader]: token } })).data,
    refetchInterval: 10_000,
  })
  const decide = useMutation({
    mutationFn: async (given: { decision: 'grant' | 'refuse'; unexpected: boolean }) =>
      (await client.call(decideByLink, { body: { token, ...given } })).data,
    // Somebody else may have been quicker: the page then shows what was decided.
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
  useForgetting(page, data !== undefined && data.state !== 'requested', error, decide.error)
  const heading = data
    ? data.state === 'requested'
      ? t('access.decision.heading', { agent: data.agent.displayName, organization: data.organizationName })
      : outcome(data)
    : t('access.decision.title')
  function outcome({ state, decidedBy = '' }: Decision): string {
    if (state === 'granted' || state === 'refused') return t(`access.decision.${state}`, { name: decidedBy })
    return t(state === 'lapsed' ? 'access.decision.lapsed' : 'access.decision.ended')
  }
  const overtaken = decide.error instanceof ApiError && decide.error.status === 409
  return (
    <Door heading={heading} title={t('access.decision.title')}>
      {!data && !error ? <Skeletons lines={5} /> : null}
      {error && !data ? <ErrorPanel error={error} /> : null}
      {decide.error && !overtaken ? <ErrorPanel error={decide.error} /> : null}
      {data ? (
        <Shown
          of={data}
          answeredAt={dataUpdatedAt}
          busy={decide.isPending}
          decide={(decision, unexpected) => decide.mutate({ decision, unexpected })}
        />
      ) : null}
    </Door>
  )
}

function Shown({
  of,
  answeredAt,
  busy,
  decide,
}: {
  of: Decision
  answeredAt: number
  busy: boolean
  decide: (decision: 'grant' | 'refuse', unexpected: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const { clock, length } = useLengths()
  const left = useSecondsLeft(of.secondsLeft, answeredAt)
  const [unexpected, setUnexpected] = useState(false)
  const { displayName: agent } = of.agent
  const open = of.state === 'requested'
  const values = {
    agent,
    company: of.company,
    organization: of.organizationName,
    administrator: of.administrator.displayName,
  }
  return (
    <div className="door-form">
      <p role="status">{open ? t('access.decision.intro', values) : after()}</p>
      <Facts
        facts={[
          { label: t('access.decision.from'), value: `${agent} · ${of.agent.email}` },
          { label: t('access.decision.reason'), value: of.reason },
          { label: t('access.decision.scope'), value: t(`access.scopes.${of.scope}`) },
          { label: t('access.decision.length'), value: length(of.minutes) },
          { label: t('access.decision.lapses'), value: open ? clock(left) : undefined, optional: true },
        ]}
      />
      {open ? (
        <>
          <p className="soft">{t(`access.scopeHints.${of.scope}`)}</p>
          {of.withoutUsers ? <p className="note">{t('access.withoutUsers')}</p> : null}
          <p className="soft">{t('access.decision.hint')}</p>
          <Button
            variant="filled"
            size="md"
            fullWidth
            disabled={unexpected}
            loading={busy}
            onClick={() => decide('grant', false)}
          >
            {t('access.decision.grant')}
          </Button>
          <Button size="md" fullWidth disabled={busy} onClick={() => decide('refuse', unexpected)}>
            {t('access.decision.refuse')}
          </Button>
          <Checkbox
            label={t('access.decision.unexpected')}
            checked={unexpected}
            onChange={(event) => setUnexpected(event.currentTarget.checked)}
          />
        </>
      ) : (
        <Link to="/" className="link">
          {t('access.decision.console')}
        </Link>
      )}
    </div>
  )

  function after(): string {
    if (of.state === 'granted') return t('access.decision.grantedText', { time: clock(left) })
    if (of.state === 'refused') return t('access.decision.refusedText', { agent })
    return of.state === 'lapsed' ? t('access.decision.lapsedText', { agent }) : t('access.decision.endedText')
  }
}
