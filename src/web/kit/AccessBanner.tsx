import { Button } from '@mantine/core'
import { IconEye, IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/identity.ts'
import { announce, toast } from './Announcements.tsx'
import { endAccess } from './calls.ts'
import { client, reportError } from './client.ts'
import { useLengths, useSecondsLeft } from './countdown.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { entered, fetchesFile, forgetEntered } from './entered.ts'
import { sessionQuery, useSession } from './session.ts'

/** Stays as long as this tab is in an organization by its consent: whose, how far, for how long, and the way out. */
export function AccessBanner(): ReactNode {
  const session = useSession()
  return session.access ? <Banner session={session} access={session.access} /> : null
}

/** Before these moments it is said. */
const warnings = [300, 60]

function Banner({ session, access }: { session: Session; access: NonNullable<Session['access']> }): ReactNode {
  const { t } = useTranslation()
  const { clock, length } = useLengths()
  // Asked for again and again, so that an end by the other side shows without a click.
  const { dataUpdatedAt, error } = useQuery({ ...sessionQuery, refetchInterval: 5000 })
  const left = useSecondsLeft(access.secondsLeft, dataUpdatedAt)
  useEffect(() => {
    if (error) reportError(error)
  }, [error])
  useEffect(() => {
    const fetchFile = (event: MouseEvent) =>
      void fetchesFile(event, (fault) => {
        reportError(fault)
        toast(() => <ErrorPanel error={fault} />)
      })
    document.addEventListener('click', fetchFile)
    return () => document.removeEventListener('click', fetchFile)
  }, [])
  const said = useRef(new Set<number>())
  useEffect(() => {
    const due = warnings.find((seconds) => left <= seconds && left > seconds - 30 && !said.current.has(seconds))
    if (due === undefined) return
    said.current.add(due)
    announce(t('access.banner.soon', { time: length(due / 60) }))
  }, [left, t, length])
  const end = useMutation({
    mutationFn: async () => {
      const own = entered()
      // Without the grant: a read-only session may not even end itself.
      forgetEntered()
      if (own) await client.call(endAccess, { params: { grantId: own.grantId } })
      return own
    },
    onSettled: (own) => location.assign(own ? `/helpdesk/customers/${own.organizationId}` : '/helpdesk'),
  })
  const full = access.scope === 'full'
  const Icon = full ? IconShieldCheck : IconEye
  return (
    <section className="by-consent" aria-label={t('access.banner.label')}>
      <Icon size={18} aria-hidden />
      <span className="grow by-consent-text">
        <b>
          {t(full ? 'access.banner.full' : 'access.banner.view', { organization: session.organization?.name ?? '' })}
        </b>{' '}
        {full ? null : `${t('access.banner.readOnly')} `}
        {t('access.banner.recorded')} <span className="wide-only">{session.person.displayName}</span>
      </span>
      <span className="by-consent-left" role="timer">
        {t('access.banner.left', { time: clock(left) })}
      </span>
      <Button loading={end.isPending} onClick={() => end.mutate()}>
        {t('access.banner.end')}
      </Button>
    </section>
  )
}
