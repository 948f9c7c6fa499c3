import { beforeAll, describe, expect, it } from 'vitest'
import { demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, kestrel, openConsole, settled } from './console.ts'

let hub: Console

beforeAll(async () => {
  hub = await openConsole()
  const [partner] = await hub.hub.sql('select id from partners')
  await hub.hub.within(String(partner?.['id']), async ({ audit }) => {
    await audit({
      type: 'partners.settings_changed',
      organizationId: demoCustomerId,
      subject: { kind: 'organization', id: demoCustomerId },
      before: { restricted: true },
      after: { restricted: false },
    })
  })
})

describe('the audit', () => {
  it('is filtered by a person found by name, and is one plain page for whom it is not', async () => {
    const page = await hub.open('/audit', { as: 'admin' })
    await settled(page)
    await page.getByPlaceholder('Anyone').fill('outi')
    await page.getByRole('option', { name: /Outi Rantanen/ }).click()
    await page.getByText('By Outi Rantanen').waitFor()
    await expect.poll(() => new URL(page.url()).searchParams.get('actor')).not.toBeNull()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    const agent = await hub.open('/audit', { as: 'agent' })
    await agent.getByRole('heading', { level: 1, name: 'Not allowed for your role' }).waitFor()
    expect(await agent.getByRole('link', { name: /Export/ }).count()).toBe(0)
  })

  it('shows what was before and after, filters by person, keeps the filter in the address, and is checked on demand', async () => {
    const page = await hub.open('/audit?category=ORG_SETTINGS', { as: 'admin' })
    const table = page.getByRole('table', { name: 'Audit' })
    await table.getByRole('button', { name: /^The hub changed the settings of / }).click()
    const pane = page.getByRole('dialog')
    const row = pane.getByRole('table', { name: 'Before and after' }).locator('tbody tr')
    await row.waitFor()
    expect((await row.locator('td').allInnerTexts()).map((text) => text.trim())).toEqual([
      'restricted',
      'true',
      'false',
    ])
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await pane.getByRole('button', { name: 'Show all by this person' }).click()
    await pane.waitFor({ state: 'detached' })
    await expect.poll(() => new URL(page.url()).search).toMatch(/category=ORG_SETTINGS&actor=[0-9a-f-]{36}$/)
    await page.getByRole('button', { name: 'Clear all filters' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: 'Check the chain now' }).click()
    await page.getByText(/^Verified .*: nothing was changed, removed or moved\.$/).waitFor()
  })

  it('of a customer holds its own organization, and no act on the chain', async () => {
    const page = await hub.open(`/customers/${kestrel}/audit`, { as: 'owner' })
    await page
      .getByRole('table', { name: 'Audit' })
      .getByRole('button', { name: /^The hub changed the settings of / })
      .waitFor()
    await settled(page)
    expect(await page.getByRole('button', { name: 'Check the chain now' }).count()).toBe(0)
    expect(await page.getByRole('columnheader', { name: 'Customer' }).count()).toBe(0)
  })
})
