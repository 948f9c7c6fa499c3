import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { probeNow, useHubAway } from './connection.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Empty, Page, Skeletons } from './Page.tsx'
import { PartGone, reloadOnce, reloadWhenAnswered } from './parts.ts'

/** A page on its way. While the hub is away it cannot come, and nothing pretends that it does. */
export function PageLoading(): ReactNode {
  const { t } = useTranslation()
  if (useHubAway())
    return (
      <div className="page">
        <Empty title={t('shell.away.page')} act={<Button onClick={probeNow}>{t('shell.away.now')}</Button>}>
          {t('shell.away.pageNext')}
        </Empty>
      </div>
    )
  return (
    <div className="page">
      <Skeletons lines={9} />
    </div>
  )
}

export function PageMissing(): ReactNode {
  const { t } = useTranslation()
  return (
    <Page heading={t('shell.notFound.title')} title={t('shell.notFound.title')}>
      <p className="soft">{t('shell.notFound.text')}</p>
      <p>
        <Link to="/" className="link">
          {t('shell.notFound.next')}
        </Link>
      </p>
    </Page>
  )
}

/** Where no shell stands around it. */
export function RootMissing(): ReactNode {
  return (
    <main>
      <PageMissing />
    </main>
  )
}

/** A fault of the page itself, or an answer that it cannot do without. */
export function PageFailed({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation()
  const gone = error instanceof PartGone
  const [reloading, setReloading] = useState(gone)
  useEffect(() => {
    if (gone) setReloading(reloadOnce())
  }, [gone])
  if (reloading) return <PageLoading />
  return (
    <Page heading={t('common.pageFailed')} title={t('common.pageFailed')}>
      {error instanceof ApiError ? <ErrorPanel error={error} /> : <p className="soft">{t('common.pageFailedNext')}</p>}
      <p>
        <Button variant="filled" onClick={() => void reloadWhenAnswered()}>
          {t('common.reload')}
        </Button>
      </p>
    </Page>
  )
}
