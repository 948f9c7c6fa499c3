import { useTranslation } from 'react-i18next'
import { onBehalf } from './behalf.ts'
import { downloadUsers } from './calls.ts'
import { client } from './client.ts'
import { delimiterIn } from './csv.ts'

/** Where the users of a customer are to be had as a file to edit, in cells as the reader's spreadsheet parts them. */
export function useUsersFile(customerId: string): string {
  const { i18n } = useTranslation()
  const delimiter = delimiterIn(i18n.language) === ';' ? 'semicolon' : 'comma'
  return onBehalf(client.address(downloadUsers, { query: { organizationId: customerId, delimiter } }))
}
