import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SidePane } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons, useTitle } from '../kit/Page.tsx'
import { isShut, ShutText } from '../kit/Shut.tsx'
import { useSession } from '../kit/session.ts'
import { UserState } from '../kit/UserState.tsx'
import { CallingFacts, Devices, ImportFacts, PackageFacts, PersonFacts, TechnicalFacts } from './UserParts.tsx'
import { userQuery } from './user.ts'

const page = getRouteApi('/signed-in/customers/$customerId/users/$userId')

/** One user over the list, with an address of its own. Closing leads back to the same place in the list. */
export function UserDrawer(): ReactNode {
  const { t } = useTranslation()
  const { customerId, userId } = page.useParams()
  const navigate = useNavigate({ from: '/customers/$customerId/users/$userId' })
  const session = useSession()
  const { data: user, error, refetch } = useQuery(userQuery(userId))
  const shut = isShut(error)
  useTitle(user?.displayName ?? t('directory.users.title'))
  const close = () =>
    void navigate({
      to: '/customers/$customerId/users',
      params: { customerId },
      search: (was) => was,
      resetScroll: false,
    })
  return (
    <SidePane
      title={shut ? t('shell.missing.user') : (user?.displayName ?? t('common.loading'))}
      close={close}
      size={520}
    >
      {shut ? <ShutText error={error} /> : null}
      {error && !user && !shut ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!user && !error ? <Skeletons lines={10} /> : null}
      {user && !shut ? (
        <>
          <div className="pane-top">
            <UserState status={user.status} />
            <span className="grow" />
            {session.organization ? null : (
              <Button renderRoot={(props) => <Link to="/helpdesk/users/$userId" params={{ userId }} {...props} />}>
                {t('directory.user.openHelpDesk')}
              </Button>
            )}
          </div>
          <div className="stack">
            <PersonFacts user={user} />
            <PackageFacts user={user} />
            <CallingFacts user={user} />
            <Devices user={user} />
            <ImportFacts user={user} />
            <TechnicalFacts user={user} />
          </div>
        </>
      ) : null}
    </SidePane>
  )
}
