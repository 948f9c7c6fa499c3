import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { endOneSession, endSessions, listSessions } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { Panel, SmallTable } from '../kit/Panel.tsx'
import { Time } from '../kit/Time.tsx'

export function OwnSessions(): ReactNode {
  const { t } = useTranslation()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: async ({ signal }) => (await client.call(listSessions, {}, { signal })).data,
  })
  const end = useMutation({
    mutationFn: async (sessionId: string | null) =>
      sessionId === null ? await client.call(endSessions) : await client.call(endOneSession, { params: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const items = sessions.data?.items ?? []
  return (
    <Panel title={t('account.page.sessions')} flush>
      {sessions.error ? <ErrorPanel error={sessions.error} retry={() => void sessions.refetch()} /> : null}
      {end.error ? <ErrorPanel error={end.error} /> : null}
      {sessions.isPending ? <Skeletons lines={3} /> : null}
      {sessions.data ? (
        <SmallTable
          label={t('account.page.sessions')}
          heads={[
            t('account.page.device'),
            t('account.page.address'),
            t('account.page.since'),
            t('account.page.lastSeen'),
            t('account.page.end'),
          ]}
          empty={t('account.page.noSessions')}
          rows={items.map((session) => ({
            key: session.id,
            cells: [
              session.device,
              <span key="address" className="mono">
                {session.address}
              </span>,
              <Time key="since" at={session.created} />,
              <Time key="seen" at={session.lastSeen} />,
              session.current ? (
                t('account.page.thisOne')
              ) : (
                <Button
                  key="end"
                  variant="subtle"
                  aria-label={t('account.page.endOf', { name: session.device })}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('account.page.end')}
                </Button>
              ),
            ],
          }))}
        />
      ) : null}
      {items.length > 1 ? (
        <div className="panel-foot">
          <Button onClick={() => end.mutate(null)} loading={end.isPending}>
            {t('account.page.endAll')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}
