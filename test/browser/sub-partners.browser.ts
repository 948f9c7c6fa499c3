import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import { demoSubPartnerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, column, openConsole, phone, settled } from './console.ts'

let hub: Console
beforeAll(async () => {
  hub = await openConsole()
})

describe('sub-partners', () => {
  it('are acted for in this tab, under a banner that stays, until one goes back', async () => {
    const page = await hub.open('/sub-partners', { as: 'admin' })
    await page.getByRole('button', { name: 'Act for Archipelago Voice' }).waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Act for Archipelago Voice' }).click()
    await page.getByText('You act for Archipelago Voice.').waitFor()
    const customers = page.getByRole('table', { name: 'Customers' })
    await customers.waitFor()
    await settled(page)
    const theirs = await column(customers, 'Customer')
    expect(theirs).toHaveLength(5)
    expect(await accessibilityFaults(page)).toEqual([])
    // Another address of the same tab is still theirs.
    await page.goto(`${hub.url}/customers?sort=created`)
    await page.getByText('You act for Archipelago Voice.').waitFor()
    await customers.waitFor()
    await expect.poll(async () => (await column(customers, 'Customer')).sort()).toEqual([...theirs].sort())
    await page.getByRole('button', { name: 'Back to your own customers' }).click()
    await page.getByRole('button', { name: 'Act for Archipelago Voice' }).waitFor()
    await expect.poll(() => page.getByText('You act for Archipelago Voice.').count()).toBe(0)
  })

  it('see who of the partner above has access to a customer, people and service apps', async () => {
    const page = await hub.open('/customers', { as: 'sub', viewport: phone })
    const [customer] = await hub.hub.sql(
      `select o.id from organizations o join partners p on p.id = o.partner_id where p.parent_id is not null limit 1`,
    )
    await page.goto(`/customers/${encodeId('ORGANIZATION', String(customer?.['id']))}/people`)
    const above = page.getByRole('table', { name: 'From the partner above' })
    await above.getByText('admin@demo.cordboard.test').waitFor()
    await above
      .getByText(/^Service app of the partner above, .*: may look/)
      .first()
      .waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    // Their customer sees one company in its place.
    const { makeAdministrator, password } = await import('../hub.ts')
    const email = 'owner@archipelago.test'
    await makeAdministrator(hub.hub, demoSubPartnerId, {
      email,
      role: 'id_full_admin',
      organizationId: String(customer?.['id']),
    })
    const owner = await hub.open(new URL(page.url()).pathname, { viewport: phone })
    await owner.getByLabel('E-mail').fill(email)
    await owner.getByLabel('Password', { exact: true }).fill(password)
    await owner.getByRole('button', { name: 'Sign in' }).click()
    await owner
      .getByRole('table', { name: 'From the partner above' })
      .getByText(/^The partner above: may look.* People: \d+, service apps: \d+$/)
      .waitFor()
    expect(await owner.getByText('admin@demo.cordboard.test').count()).toBe(0)
    await settled(owner)
    expect(await accessibilityFaults(owner)).toEqual([])
  })

  it('decide what the partner above may do', async () => {
    const page = await hub.open('/sub-partners', { as: 'sub', viewport: phone })
    await page.getByRole('heading', { name: 'The partner above yours' }).waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByLabel('Nothing').check()
    await expect
      .poll(async () => (await hub.hub.sql('select parent_may from partners where parent_id is not null'))[0])
      .toEqual({ parent_may: 'nothing' })
    const parent = await hub.open('/sub-partners', { as: 'admin' })
    const act = parent.getByRole('button', { name: 'Act for Archipelago Voice' })
    await act.waitFor()
    expect(await act.getAttribute('aria-disabled')).toBe('true')
    await act.focus()
    await parent.getByText('This sub-partner does not let its parent in.').waitFor()
    await page.getByLabel('To manage its customers').check()
  })
})
