import { Button, Tooltip } from '@mantine/core'
import { IconEye, IconKey } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../kit/Announcements.tsx'
import { openView } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { enterOrganization } from '../kit/entered.ts'
import { useFormat } from '../kit/format.ts'
import { useMay } from '../kit/session.ts'
import { AskDialog } from './AskDialog.tsx'
import { consentQuery } from './consent.ts'

type Customer = { id: string; name: string }

/** What an agent may do by the customer's consent: view it, ask for access, see who was there. */
export function CustomerActs({ customer }: { customer: Customer }): ReactNode {
  return useMay('access:read') ? <Acts customer={customer} /> : null
}

function Acts({ customer }: { customer: Customer }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: consent } = useQuery(consentQuery(customer.id))
  const [asking, setAsking] = useState(false)
  const view = useMutation({
    mutationFn: async () => (await client.call(openView, { body: { organizationId: customer.id } })).data,
    onSuccess: ({ id, organizationId }) => enterOrganization({ grantId: id, organizationId }),
    onError: (error) => toast(() => <ErrorPanel error={error} />),
  })
  const names = format.list(consent?.administrators.map(({ displayName }) => displayName) ?? [])
  const why = names === '' ? t('access.view.offNobody') : t('access.view.off', { names })
  const isOff = consent !== undefined && !consent.readOnlyAccess
  return (
    <>
      <Button
        renderRoot={(props) => (
          <Link to="/helpdesk/customers/$orgId/access" params={{ orgId: customer.id }} {...props} />
        )}
      >
        {t('access.ledger.title')}
      </Button>
      {consent?.can.view ? (
        <Tooltip label={why} disabled={!isOff} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
          <Button
            leftSection={<IconEye size={16} aria-hidden />}
            // Still in the order of focus, so that the reason can be read.
            {...(isOff ? { 'data-disabled': true } : {})}
            aria-disabled={isOff}
            loading={view.isPending}
            onClick={() => (isOff ? undefined : view.mutate())}
          >
            {t('access.view.open')}
            {isOff ? <span className="hidden-text">{why}</span> : null}
          </Button>
        </Tooltip>
      ) : null}
      {consent?.can.ask ? (
        <Button leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsking(true)}>
          {t('access.ask.open')}
        </Button>
      ) : null}
      {asking ? <AskDialog customer={customer} close={() => setAsking(false)} /> : null}
    </>
  )
}
