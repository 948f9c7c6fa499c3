import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { customerPreviewQuery } from '../kit/customer.ts'

/** The name of the customer that the address names, once it is known. */
export function useCustomerName(customerId: string | undefined): string {
  const { data } = useQuery({ ...customerPreviewQuery(customerId ?? ''), enabled: customerId !== undefined })
  return data?.name ?? '…'
}

/** Whose imports are shown: a customer found by the beginning of its name. */
export function CustomerFilter({
  chosen,
  choose,
}: {
  chosen: string | undefined
  /** '' takes the filter away. */
  choose: (customerId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const name = useCustomerName(chosen)
  const { data = [] } = useQuery({
    queryKey: ['customers', 'filter', q],
    queryFn: async ({ signal }) =>
      (await client.call(listCustomers, { query: { max: 20, ...(q ? { q } : {}) } }, { signal })).data.items,
    placeholderData: (before) => before,
  })
  const found = data.map((one) => ({ value: one.id, label: one.name }))
  const own = chosen && !found.some(({ value }) => value === chosen) ? [{ value: chosen, label: name }] : []
  return (
    <Select
      aria-label={t('imports.list.customer')}
      placeholder={t('imports.list.anyCustomer')}
      nothingFoundMessage={t('imports.list.noCustomer')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('imports.list.anyCustomer') }}
      data={[...own, ...found]}
      // The hub has searched already.
      filter={({ options }) => options}
      value={chosen ?? null}
      onSearchChange={(text) => setTyped(text === name || found.some(({ label }) => label === text) ? '' : text)}
      onChange={(id) => choose(id ?? '')}
    />
  )
}
