import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerAccess as Access } from '../../api/identity-administrators.ts'
import { exportCustomerAccess, listCustomerAccess } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { customerQuery } from '../kit/customer.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Page, Skeletons } from '../kit/Page.tsx'
import { Panel, SmallTable } from '../kit/Panel.tsx'
import { useRoleName } from '../kit/role.ts'
import { Time } from '../kit/Time.tsx'

const page = getRouteApi('/signed-in/customers/$customerId/people')

/** Who can enter a customer, how and since when: people and service apps of the provider and of the customer, and the partner above. */
export function CustomerAccess(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const { data: customer } = useQuery(customerQuery(customerId))
  const { data, error, refetch } = useQuery({
    queryKey: ['access', customerId],
    queryFn: async ({ signal }) =>
      (await client.call(listCustomerAccess, { params: { customerId } }, { signal })).data.items,
  })
  const title = t('identity.administrators.access.title')
  return (
    <Page
      heading={title}
      title={customer ? `${title} · ${customer.name}` : title}
      wide
      below={<p className="soft">{t('identity.administrators.access.text')}</p>}
      acts={
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          renderRoot={(props) => (
            <a href={client.address(exportCustomerAccess, { params: { customerId } })} download {...props} />
          )}
        >
          {t('identity.administrators.export')}
        </Button>
      }
    >
      {error && !data ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons lines={8} /> : null}
      {data ? (
        <div className="stack">
          <People
            title={t('identity.administrators.access.ofPartner')}
            empty={t('identity.administrators.access.ofPartnerEmpty')}
            people={data.filter(({ side, how }) => side === 'partner' && how !== 'parent')}
          />
          {data.some(({ how }) => how === 'parent') ? (
            <People
              title={t('identity.administrators.access.ofParent')}
              empty=""
              people={data.filter(({ how }) => how === 'parent')}
            />
          ) : null}
          <People
            title={t('identity.administrators.access.ofCustomer')}
            empty={t('identity.administrators.access.ofCustomerEmpty')}
            people={data.filter(({ side }) => side === 'customer')}
          />
        </div>
      ) : null}
    </Page>
  )
}

function People({ title, empty, people }: { title: string; empty: string; people: readonly Access[] }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const head = (name: 'name' | 'email' | 'role' | 'how' | 'since' | 'lastSignIn') =>
    t(`identity.administrators.columns.${name}`)
  return (
    <Panel title={title} note={people.length} flush>
      <SmallTable
        label={title}
        empty={empty}
        heads={[head('name'), head('email'), head('role'), head('how'), head('since'), head('lastSignIn')]}
        rows={people.map((person) => ({
          key: `${person.personId ?? person.displayName} ${person.how}`,
          cells: [
            person.displayName,
            <span key="email" className="soft">
              {person.email ?? t(`identity.administrators.access.kinds.${person.kind}`)}
            </span>,
            person.role === undefined ? '–' : roleName(person.role),
            person.text,
            <span key="since">
              {person.since === undefined ? (
                '–'
              ) : person.givenBy ? (
                <>
                  <Time at={person.since} />, {person.givenBy}
                </>
              ) : (
                <Time at={person.since} />
              )}
            </span>,
            person.lastSignIn ? <Time key="last" at={person.lastSignIn} /> : person.state ? t('common.never') : '–',
          ],
        }))}
      />
    </Panel>
  )
}
