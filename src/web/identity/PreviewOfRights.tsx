import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RightsPreview } from '../../api/identity-administrators.ts'
import { roles } from '../../api/permissions.ts'
import { previewInvitation, previewRights } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { reachOf } from './administrators.ts'
import type { DraftRights } from './RightsFields.tsx'

/** What a change would add and take away, asked of the hub before anything is saved. */
export function PreviewOfRights({
  personId,
  organizationId,
  draft,
}: {
  personId?: string
  organizationId?: string | undefined
  draft: DraftRights
}): ReactNode {
  const { t } = useTranslation()
  const body = {
    role: draft.role,
    ...(roles[draft.role].side === 'partner' ? { reach: reachOf(draft.reach) } : {}),
  }
  const { data, error } = useQuery({
    queryKey: ['preview-rights', personId, organizationId, body],
    queryFn: async ({ signal }) =>
      personId === undefined
        ? (
            await client.call(
              previewInvitation,
              { body: { ...body, ...(organizationId ? { organizationId } : {}) } },
              { signal },
            )
          ).data
        : (await client.call(previewRights, { params: { personId }, body }, { signal })).data,
    placeholderData: (previous) => previous,
    retry: false,
  })
  return (
    <section className="rights-preview" aria-live="polite">
      <h3>{t('identity.administrators.preview.title')}</h3>
      {error ? <ErrorPanel error={error} /> : data ? <Difference preview={data} /> : <Skeletons lines={2} />}
    </section>
  )
}

function Difference({ preview: { changes, permissions, customers } }: { preview: RightsPreview }): ReactNode {
  const { t } = useTranslation()
  if (!changes) return <p className="soft">{t('identity.administrators.preview.nothing')}</p>
  return (
    <>
      <Lines
        title={t('identity.administrators.preview.permissionsAdded')}
        lines={permissions.added.map(({ text }) => text)}
        tone="green"
      />
      <Lines
        title={t('identity.administrators.preview.permissionsRemoved')}
        lines={permissions.removed.map(({ text }) => text)}
        tone="red"
      />
      {(['added', 'removed'] as const).map((way) => {
        const { count, first } = customers[way]
        const title = t(`identity.administrators.preview.${way === 'added' ? 'customersAdded' : 'customersRemoved'}`, {
          count,
        })
        const rest = count - first.length
        const lines = first.map(({ name }) => name)
        if (rest > 0) lines.push(t('identity.administrators.preview.more', { count: rest }))
        return <Lines key={way} title={title} lines={lines} tone={way === 'added' ? 'green' : 'red'} />
      })}
    </>
  )
}

function Lines({ title, lines, tone }: { title: string; lines: readonly string[]; tone: 'green' | 'red' }): ReactNode {
  if (lines.length === 0) return null
  return (
    <>
      <p className={`strong ${tone}`}>{title}</p>
      <ul className="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
