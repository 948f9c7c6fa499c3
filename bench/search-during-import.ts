import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { writeCsvFile } from '../src/generate/index.ts'
import type { BenchPlace } from './prepare.ts'
import { ask, figures } from './search.ts'

const rows = 100_000

/** The search's p95 while an import is applied, beside that of the same queries before it. */
export async function benchSearchDuringImport(place: BenchPlace) {
  const { url, pool, token } = place
  const cookie = place.agents['all'] ?? ''
  const names = (
    await pool.query<{ text: string }>(`select last_name as text from users order by md5(id::text) limit 400`)
  ).rows.map(({ text }) => text)
  const customer = await pool.query<{ id: string }>(
    `select o.id from organizations o join organization_packages p on p.org_id = o.id and p.seat_limit is null and p.package_id = 'webex_calling' where o.extension_digits = 6 or o.extension_digits is null limit 1`,
  )
  const fallback = await pool.query<{ id: string }>(
    `select org_id as id from organization_packages where seat_limit is null and package_id = 'webex_calling' order by used desc limit 1`,
  )
  const organization = customer.rows[0]?.id ?? fallback.rows[0]?.id ?? ''
  const file = join(tmpdir(), `cordboard-bench-during-${process.pid}.csv`)
  await writeCsvFile(place.database, { file, rows, organization, faults: 'none', seed: `during-${process.pid}` })
  const usual: number[] = []
  for (const name of [...names, ...names]) usual.push((await ask(url, cookie, name)).milliseconds)
  const headers = { authorization: `Bearer ${token}` }
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    duplex: 'half',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
  }
  const uploaded = (await (
    await fetch(`${url}/v1/imports?organizationId=${organization}&behavior=addAndRemove`, init)
  ).json()) as { id: string }
  const state = async () =>
    (await (await fetch(`${url}/v1/imports/${uploaded.id}`, { headers })).json()) as { status: string; counts: object }
  while ((await state()).status === 'planning') await new Promise((resolve) => setTimeout(resolve, 100))
  await fetch(`${url}/v1/imports/${uploaded.id}/apply`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  })
  const during: number[] = []
  for (let index = 0; ; index++) {
    during.push((await ask(url, cookie, names[index % names.length] ?? 'a')).milliseconds)
    if (index % 20 === 0 && (await state()).status !== 'applying') break
  }
  await rm(file, { force: true })
  const [before, while_] = [figures(usual), figures(during)]
  return {
    rows,
    usual: before,
    during: while_,
    ratioP95: Math.round((while_.p95 / before.p95) * 100) / 100,
    ended: await state(),
  }
}
