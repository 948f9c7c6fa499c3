import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditItem } from '../../api/audit.ts'
import { getAuditEvent } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { SidePane } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Panel, SmallTable } from '../kit/Panel.tsx'
import { useRoleName } from '../kit/role.ts'
import type { SetSearch } from './search.ts'

const eventQuery = (eventId: string) =>
  queryOptions({
    queryKey: ['audit', 'event', eventId],
    queryFn: async ({ signal }) => (await client.call(getAuditEvent, { params: { eventId } }, { signal })).data,
  })

/** One event over the list: who, by what right, from where, on what, and what was before and after. */
export function EventDrawer({ eventId, set }: { eventId: string; set: SetSearch }): ReactNode {
  const { t } = useTranslation()
  const shown = useShown()
  const { data: event, error, refetch } = useQuery(eventQuery(eventId))
  return (
    <SidePane title={event?.sentence ?? t('common.loading')} close={() => set({ event: '' })} size={560}>
      {error && !event ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!event && !error ? <Skeletons lines={10} /> : null}
      {event ? (
        <div className="stack">
          <Who event={event} set={set} />
          <What event={event} set={set} />
          {event.before || event.after ? (
            <Panel title={t('audit.page.changes')} flush>
              <SmallTable
                label={t('audit.page.changes')}
                heads={[t('audit.page.field'), t('audit.page.before'), t('audit.page.after')]}
                rows={Object.keys({ ...event.before, ...event.after }).map((field) => ({
                  key: field,
                  cells: [
                    <span key="f" className="mono">
                      {field}
                    </span>,
                    shown(event.before?.[field]),
                    shown(event.after?.[field]),
                  ],
                }))}
                empty=""
              />
            </Panel>
          ) : null}
          {event.data ? (
            <Panel title={t('audit.page.details')} flush>
              <SmallTable
                label={t('audit.page.details')}
                heads={[t('audit.page.field'), t('audit.page.value')]}
                rows={Object.entries(event.data).map(([field, value]) => ({
                  key: field,
                  cells: [
                    <span key="f" className="mono">
                      {field}
                    </span>,
                    shown(value),
                  ],
                }))}
                empty=""
              />
            </Panel>
          ) : null}
        </div>
      ) : null}
    </SidePane>
  )
}

function Who({ event, set }: { event: AuditItem; set: SetSearch }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const { actor, session } = event
  const reach = reaches.find((each) => each === actor.reach)
  const kind = sessions.find((each) => each === session?.kind)
  return (
    <Panel title={t('audit.page.actor')}>
      <Facts
        facts={[
          { label: t('audit.page.actor'), value: actor.name },
          { label: t('audit.page.email'), value: actor.email, copy: actor.email, optional: true },
          {
            label: t('audit.page.role'),
            value: actor.role && actor.role !== 'system' ? roleName(actor.role) : undefined,
            optional: true,
          },
          { label: t('audit.page.reach'), value: reach ? t(`audit.page.reaches.${reach}`) : undefined, optional: true },
          {
            label: t('audit.page.session'),
            value: kind ? t(`audit.page.sessions.${kind}`) : undefined,
            optional: true,
          },
          { label: t('audit.page.address'), value: event.address, copy: event.address, mono: true, optional: true },
          { label: t('audit.page.userAgent'), value: event.userAgent, optional: true },
        ]}
      />
      <button type="button" className="link" onClick={() => set({ actor: actor.id, event: '' })}>
        {t('audit.page.onlyActor')}
      </button>
    </Panel>
  )
}

function What({ event, set }: { event: AuditItem; set: SetSearch }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { subject } = event
  return (
    <Panel title={t('audit.page.event')}>
      <Facts
        facts={[
          { label: t('audit.page.time'), value: format.exact(event.at), copy: event.at },
          {
            label: t('audit.page.category'),
            value: event.category ? t(`audit.categories.${event.category}`) : undefined,
            optional: true,
          },
          { label: t('audit.page.type'), value: event.type, mono: true },
          { label: t('audit.page.organization'), value: event.organization?.name ?? t('audit.page.ownOrganization') },
          { label: t('audit.page.subject'), value: subject?.name ?? subject?.id, copy: subject?.id, optional: true },
          { label: t('audit.page.refused'), value: event.error?.message, copy: event.error?.code, optional: true },
          { label: t('audit.page.tracking'), value: event.trackingId, copy: event.trackingId, mono: true },
          {
            label: t('audit.page.position'),
            value: event.position === undefined ? t('audit.page.notSealed') : format.number(event.position),
          },
        ]}
      />
      {subject ? (
        <button type="button" className="link" onClick={() => set({ subject: subject.id, event: '' })}>
          {t('audit.page.onlySubject')}
        </button>
      ) : null}
    </Panel>
  )
}

const reaches = ['all', 'all_but', 'assigned', 'organization'] as const
const sessions = ['session', 'token', 'view', 'grant'] as const

/** Values as they are kept; a role by its name. */
function useShown(): (value: unknown) => string {
  const roleName = useRoleName()
  return (value) => {
    if (value === undefined || value === null) return '—'
    return typeof value === 'string' ? roleName(value, value) : JSON.stringify(value)
  }
}
