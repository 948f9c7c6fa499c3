import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../api/permissions.ts'
import { listScopes } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'

/** The scopes that a role allows, each with what it opens. */
export function ScopeField({
  role,
  chosen,
  change,
  error,
}: {
  role?: Role | undefined
  chosen: readonly string[]
  change: (scopes: string[]) => void
  error?: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const scopes = useQuery({
    queryKey: ['scopes', role],
    queryFn: async ({ signal }) => (await client.call(listScopes, { query: role ? { role } : {} }, { signal })).data,
    staleTime: Infinity,
  })
  if (scopes.error) return <ErrorPanel error={scopes.error} />
  if (!scopes.data) return <Skeletons lines={4} height={28} />
  return (
    <Checkbox.Group label={t('account.page.scopes')} value={[...chosen]} onChange={change} error={error}>
      <div className="scopes">
        {scopes.data.items.map(({ name, endpoints }) => (
          <Checkbox key={name} value={name} label={<span className="mono">{name}</span>} title={endpoints.join('\n')} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
