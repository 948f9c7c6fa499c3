import { launchCustomer } from './calls.ts'
import { client, reportError } from './client.ts'

/** Tells the hub that a customer's Control Hub is opened, so that the audit knows. The page itself does not wait for it. */
export function tellLaunch(customerId: string): void {
  client.call(launchCustomer, { params: { customerId } }).catch(reportError)
}
