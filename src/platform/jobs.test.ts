import { expect, it } from 'vitest'
import { eachPartner, type JobContext } from './jobs.ts'
import { silentLog } from './log.ts'

const context = {
  asPartner: (partnerId: string) => ({ partnerId }),
  partnerIds: async () => ['one', 'two', 'three'],
  signal: new AbortController().signal,
  log: silentLog,
} as unknown as JobContext

it('has every partner take its turn, whoever fails, and fails after the last', async () => {
  const had: string[] = []
  const work = async (_own: unknown, partnerId: string) => {
    had.push(partnerId)
    if (partnerId === 'one') throw new Error('no')
  }
  await expect(eachPartner(context, work)).rejects.toThrow('it failed for 1 partners')
  expect(had).toEqual(['one', 'two', 'three'])
})

it('ends at once where the database is down', async () => {
  const had: string[] = []
  const work = async (_own: unknown, partnerId: string) => {
    had.push(partnerId)
    throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
  }
  await expect(eachPartner(context, work)).rejects.toThrow('connection refused')
  expect(had).toEqual(['one'])
})
