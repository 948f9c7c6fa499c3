import { expect, it } from 'vitest'
import { boundJobs } from '../src/main.ts'
import { startHub } from './hub.ts'

const hub = await startHub()

it('a hub that starts writes the schedule of every job that has one', async () => {
  // The tests' databases keep schedules out; this one lets them in.
  await hub.sql('drop trigger still on jobs.schedule')
  await hub.another()
  const declared = boundJobs.flatMap(({ job }) => (job.schedule ? [{ name: job.name, cron: job.schedule }] : []))
  expect(declared.length).toBeGreaterThan(4)
  const written = await hub.sql('select name, cron from jobs.schedule order by name')
  expect(written).toEqual(declared.sort((one, other) => (one.name < other.name ? -1 : 1)))
})
