import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from './Announcements.tsx'
import { probeNow, useHubAway } from './connection.ts'

/** Stays while the hub does not answer, and says when it does again. */
export function AwayBanner(): ReactNode {
  const { t } = useTranslation()
  const away = useHubAway()
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !away) announce(t('shell.away.back'))
    was.current = away
  }, [away, t])
  if (!away) return null
  return (
    <div className="away" role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span className="grow">
        <b>{t('shell.away.text')}</b> {t('shell.away.next')}
      </span>
      <Button onClick={probeNow}>{t('shell.away.now')}</Button>
    </div>
  )
}
