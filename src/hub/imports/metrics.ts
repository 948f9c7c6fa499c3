import { sql } from 'kysely'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { AuditEvent } from '../../platform/audit.ts'
import type { OwnContext } from '../../platform/context.ts'
import { soonOrNull } from '../../platform/metrics.ts'

export type ImportMetrics = {
  /** Counts what has come of imports; called for each act once its transaction has held. */
  note(act: AuditEvent): void
}

type EachPartner = (work: (own: OwnContext) => Promise<void>) => Promise<void>

// Scrapes that come closer together share one look: it costs a transaction for each partner.
const lookMilliseconds = 5_000

/**
 * What an operator sees of imports, over all partners and without the name of one. The counters are of this node, the gauges of the whole hub:
 * read from the database, the same on every node.
 */
export function importMetrics(registry: Registry, eachPartner: EachPartner): ImportMetrics {
  const registers = [registry]
  const ended = new Counter({
    name: 'cordboard_imports_total',
    help: 'Imports that were uploaded, applied, failed or canceled, by this node.',
    labelNames: ['what'],
    registers,
  })
  const rows = new Counter({
    name: 'cordboard_import_rows_total',
    help: 'Rows of imports: planned when their file was uploaded, the others when their import was applied.',
    labelNames: ['what'],
    registers,
  })
  const look = lookerAt(eachPartner)
  const set = async (fill: (found: Look) => void, gauge: { reset(): void }) => {
    const found = await look()
    gauge.reset()
    if (found) fill(found)
  }
  new Gauge({
    name: 'cordboard_imports_running',
    help: 'Imports that are being planned or applied, in the whole hub.',
    labelNames: ['stage'],
    registers,
    async collect() {
      await set(({ planning, applying }) => {
        this.set({ stage: 'planning' }, planning)
        this.set({ stage: 'applying' }, applying)
      }, this)
    },
  })
  new Gauge({
    name: 'cordboard_imports_oldest_running_seconds',
    help: 'How long ago the oldest import began that is being planned or applied, in the whole hub; 0 where there is none.',
    registers,
    async collect() {
      await set(({ oldestSeconds }) => this.set(oldestSeconds), this)
    },
  })
  new Gauge({
    name: 'cordboard_import_rows_left',
    help: 'Rows that imports being applied have still to write, in the whole hub.',
    registers,
    async collect() {
      await set(({ rowsLeft }) => this.set(rowsLeft), this)
    },
  })
  return {
    note(act) {
      switch (act.type) {
        case 'imports.uploaded':
          ended.inc({ what: 'uploaded' })
          rows.inc({ what: 'planned' }, Number(act.data.rows))
          return
        case 'imports.applied':
          ended.inc({ what: 'applied' })
          rows.inc({ what: 'created' }, Number(act.data.create))
          rows.inc({ what: 'changed' }, Number(act.data.change))
          rows.inc({ what: 'removed' }, Number(act.data.remove))
          rows.inc({ what: 'refused' }, Number(act.data.refused))
          return
        case 'imports.failed':
          return ended.inc({ what: 'failed' })
        case 'imports.canceled':
          return ended.inc({ what: 'canceled' })
      }
    },
  }
}

type Look = { planning: number; applying: number; oldestSeconds: number; rowsLeft: number }

function lookerAt(eachPartner: EachPartner): () => Promise<Look | null> {
  let last: { at: number; found: Promise<Look | null> } | undefined
  return async () => {
    if (!last || performance.now() - last.at > lookMilliseconds)
      last = { at: performance.now(), found: soonOrNull(lookAt(eachPartner)) }
    return await last.found
  }
}

async function lookAt(eachPartner: EachPartner): Promise<Look> {
  const found: Look = { planning: 0, applying: 0, oldestSeconds: 0, rowsLeft: 0 }
  await eachPartner(async (own) => {
    const running = await own.transaction(
      async ({ tx, actor }) =>
        await sql<{ status: 'planning' | 'applying'; imports: number; since: Date; left: number }>`
          select i.status, count(*)::int as imports, min(coalesce(i.apply_started_at, i.created_at)) as since,
            coalesce(sum(b.left), 0)::int as left
          from imports i, lateral (
            select sum(b.planned) filter (where b.done_at is null) as left
            from import_batches b where b.partner_id = i.partner_id and b.import_id = i.id and i.status = 'applying') b
          where i.partner_id = ${actor.partnerId}::uuid and i.status in ('planning', 'applying')
          group by i.status`.execute(tx),
      { reads: true },
    )
    for (const { status, imports, since, left } of running.rows) {
      found[status] += imports
      found.rowsLeft += left
      found.oldestSeconds = Math.max(found.oldestSeconds, (own.now.getTime() - since.getTime()) / 1000)
    }
  })
  return found
}
