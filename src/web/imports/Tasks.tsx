import { Button } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Page } from '../kit/Page.tsx'
import { ImportList } from './ImportList.tsx'

const page = getRouteApi('/signed-in/partner-side/tasks')

/** Imports of all customers, newest first. */
export function Tasks(): ReactNode {
  const { t } = useTranslation()
  const filters = page.useSearch()
  const navigate = useNavigate({ from: '/tasks' })
  const title = t('imports.tasksTitle')
  return (
    <Page heading={title} title={title} wide>
      <ImportList
        filters={filters}
        set={(search) => void navigate({ to: '/tasks', search, replace: true })}
        label={title}
        empty={
          <Empty
            title={t('imports.list.emptyTitle')}
            act={
              <Button renderRoot={(props) => <Link to="/customers" {...props} />}>
                {t('imports.list.toCustomers')}
              </Button>
            }
          >
            {t('imports.list.emptyPartner')}
          </Empty>
        }
      />
    </Page>
  )
}
