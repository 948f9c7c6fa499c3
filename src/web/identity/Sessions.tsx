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

/** Where one is signed in; or where somebody is whom one administers. */
export function Sessions({ of }: { of?: { personId: string; name: string } }): ReactNode {
  const { t } = useTranslation()
  const query = of ? { personId: of.personId } : {}
  const title = of ? t('identity.administrators.person.sessions', { name: of.name }) : t('account.page.sessions')
  const sessions = useQuery({
    queryKey: ['sessions', query],
    queryFn: async ({ signal }) => (await client.call(listSessions, { query }, { signal })).data,
  })
  const end = useMutation({
    mutationFn: async (sessionId: string | null) =>
      sessionId === null
        ? await client.call(endSessions, { query })
        : await client.call(endOneSession, { params: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const items = sessions.data?.items ?? []
  return (
    <Panel title={title} flush>
      {sessions.error ? <ErrorPanel error={sessions.error} retry={() => void sessions.refetch()} /> : null}
      {end.error ? <ErrorPanel error={end.error} /> : null}
      {sessions.isPending ? <Skeletons lines={3} /> : null}
      {sessions.data ? (
        <SmallTable
          label={title}
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
      {items.length > (of ? 0 : 1) ? (
        <div className="panel-foot">
          <Button onClick={() => end.mutate(null)} loading={end.isPending}>
            {t(of ? 'identity.administrators.person.endSessions' : 'account.page.endAll')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}
