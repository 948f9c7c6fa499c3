import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Page, Skeletons } from './Page.tsx'

export function PageLoading(): ReactNode {
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
  return (
    <Page heading={t('common.pageFailed')} title={t('common.pageFailed')}>
      {error instanceof ApiError ? <ErrorPanel error={error} /> : <p className="soft">{t('common.pageFailedNext')}</p>}
      <p>
        <Button variant="filled" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      </p>
    </Page>
  )
}
