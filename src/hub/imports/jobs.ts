import { z } from 'zod'
import type { Config } from '../../platform/config.ts'
import { job } from '../../platform/jobs.ts'

const payload = z.object({ partnerId: z.uuid(), importId: z.uuid() })

// Sent with the customer as their group, so that no customer's imports hold up those of another.
const atOnce = ({ IMPORTS_AT_ONCE }: Config) => IMPORTS_AT_ONCE

/** What needs all rows of an import at once: duplicates, quotas, counts. Repeating it changes nothing. */
export const planImport = job({ name: 'imports.plan', payload, retries: 5, atOnce })

/** Writes a plan, batch by batch. Two of them on one import share its batches. */
export const applyPlan = job({ name: 'imports.apply', payload, retries: 5, atOnce })

/** Each night: rows that are kept no longer, plans that are too old. */
export const dropOld = job({ name: 'imports.tidy', payload: z.object({}), retries: 3, schedule: '43 2 * * *' })

/** Takes away what is left of a canceled import. */
export const discardPlan = job({ name: 'imports.discard', payload, retries: 5 })
