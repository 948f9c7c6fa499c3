import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant, GrantState } from '../../api/access.ts'
import { toast } from './Announcements.tsx'
import { enterOrganization } from './entered.ts'
import { ownGrantsQuery } from './grants.ts'
import { useMay } from './session.ts'

/** Tells an agent, wherever one is, what became of a request. */
export function Told(): ReactNode {
  return useMay('access:request') ? <Watch /> : null
}

const tellings: Partial<Record<GrantState, 'granted' | 'refused' | 'ended' | 'lapsed'>> = {
  granted: 'granted',
  refused: 'refused',
  ended: 'ended',
  expired: 'ended',
  lapsed: 'lapsed',
}

function Watch(): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery(ownGrantsQuery)
  const before = useRef<Map<string, Grant['state']>>(undefined)
  useEffect(() => {
    if (!data) return
    const was = before.current
    before.current = new Map(data.map(({ id, state }) => [id, state]))
    if (!was) return
    for (const grant of data) {
      const telling = tellings[grant.state]
      const known = was.get(grant.id)
      if (!telling || known === undefined || known === grant.state || grant.endedHow === 'agent') continue
      toast((close) => (
        <>
          <p>{t(`access.told.${telling}`, { organization: grant.organizationName })}</p>
          {grant.can.enter ? (
            <Button
              onClick={() => {
                close()
                enterOrganization({ grantId: grant.id, organizationId: grant.organizationId })
              }}
            >
              {t('access.told.enter')}
            </Button>
          ) : null}
        </>
      ))
    }
  }, [data, t])
  return null
}
