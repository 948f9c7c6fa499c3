import { useTranslation } from 'react-i18next'

const orderStatuses = ['open', 'pending', 'processing', 'completed', 'fulfilled', 'canceled'] as const

/** The word for the state of an order. Orders come from another system; a status that we have no word for is shown as it came. */
export function useOrderStatus(): (status: string) => string {
  const { t } = useTranslation()
  return (status) => (isKnown(status) ? t(`partners.orderStatus.${status}`) : status)
}

function isKnown(text: string): text is (typeof orderStatuses)[number] {
  return orderStatuses.some((status) => status === text)
}

/** The row of an order on the page of its customer. */
export function orderRowId(id: string): string {
  return `order-${id}`
}
