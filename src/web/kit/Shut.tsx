import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { CodeToCopy } from './ErrorPanel.tsx'
import { Page } from './Page.tsx'
import { homeOf, useSession } from './session.ts'

/** What a page may be about. */
export type Thing = 'customer' | 'user' | 'device' | 'import'

/** An answer that trying again would not change: what was asked for is not there for this person, or not allowed. */
export function isShut(error: unknown): error is ApiError {
  // 400: the address holds no id at all, which is nothing that the reader could correct in its value.
  return error instanceof ApiError && (error.status === 400 || error.status === 403 || error.status === 404)
}

/** Instead of a page about something that is not there, or not for this person: what happened, and the way back. */
export function ShutPage({ error, thing, back }: { error: ApiError; thing: Thing; back?: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const title = error.status === 403 ? t('shell.notAllowed') : t(`shell.missing.${thing}`)
  return (
    <Page heading={title} title={title}>
      <ShutText error={error} />
      <p className="way-back">{back ?? <WayHome />}</p>
    </Page>
  )
}

/** Instead of a page that the role does not include: nothing on it could be used. */
export function NotForYou(): ReactNode {
  const { t } = useTranslation()
  const title = t('shell.notAllowed')
  return (
    <Page heading={title} title={title}>
      <p>{t('shell.notAllowedText')}</p>
      <p className="way-back">
        <WayHome />
      </p>
    </Page>
  )
}

/** Instead of a page inside a customer. */
export function ShutCustomer({ error }: { error: ApiError }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const back = session.organization ? undefined : <BackTo to="/customers">{t('shell.allCustomers')}</BackTo>
  return <ShutPage error={error} thing="customer" back={back} />
}

/** The same inside a pane, which has its own way out. */
export function ShutText({ error }: { error: ApiError }): ReactNode {
  const { t } = useTranslation()
  const { problem, status } = error
  const given = problem.errors.find(({ remedy }) => remedy)?.remedy
  return (
    <div role="alert" className="shut">
      <p>{status === 400 ? t('shell.notFound.text') : problem.message}</p>
      {status === 400 ? null : <p className="soft">{given ?? t('common.errorNext')}</p>}
      <CodeToCopy problem={problem} />
    </div>
  )
}

function WayHome(): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <Link to={homeOf(session)} className="button">
      <IconChevronLeft size={16} aria-hidden /> {t('shell.notFound.next')}
    </Link>
  )
}

/** The way back to a list, as a button. */
export function BackTo({ to, children }: { to: string; children: ReactNode }): ReactNode {
  return (
    <Link to={to} className="button">
      <IconChevronLeft size={16} aria-hidden /> {children}
    </Link>
  )
}
