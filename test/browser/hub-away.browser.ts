import { beforeAll, describe, expect, it } from 'vitest'
import { type Console, column, openConsole } from './console.ts'

let hub: Console
beforeAll(async () => {
  hub = await openConsole()
})

describe('while the hub is gone', () => {
  it('the page says so and keeps what it shows, and goes on by itself when the hub is back', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    const table = page.getByRole('table', { name: 'Customers' })
    await table.waitFor()
    const before = await column(table, 'Customer')
    await hub.hub.stop()
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Kestrel')
    const banner = page.getByRole('alert').filter({ hasText: 'The hub does not answer.' })
    await banner.waitFor({ timeout: 20_000 })
    expect(await page.getByRole('searchbox', { name: 'Search customers' }).inputValue()).toBe('Kestrel')
    expect((await column(table, 'Customer')).length).toBe(before.length)
    await hub.hub.another({ PORT: String(hub.hub.port) })
    await banner.waitFor({ state: 'hidden', timeout: 20_000 })
    await expect.poll(() => column(table, 'Customer')).toEqual(['Kestrel Freight'])
  })
})
