import { expect, test } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { makeImportBench } from '../../../test/imports.ts'

const rows = 12
const note = (row: number) => `note ${row}\n${'some words and more\n'.repeat(45_000)}`
const file = ['User ID/Email (Required),Title', ...Array.from({ length: rows }, (_, row) => cells(row))].join('\n')

function cells(row: number): string {
  return `user${row}@kestrel.example,"${note(row)}"`
}

test('a file of wide rows is asked about, kept and given back a few megabytes at a time', async () => {
  const hub = await startHub()
  const bench = await makeImportBench(hub)
  const made = await bench.plan(file)
  expect(made.counts).toMatchObject({ refused: rows })
  // Each statement of a transaction has its own number: one for each batch that was written.
  const [{ batches } = {}] = await hub.sql('select count(distinct cmin::text)::int as batches from import_rows')
  expect(batches).toBeGreaterThanOrEqual(Math.floor((rows * 900_000) / 5_000_000))
  const [{ parts, longest } = {}] = await hub.sql(
    'select count(*)::int as parts, max(length(content)) as longest from import_parts',
  )
  expect(parts).toBeGreaterThanOrEqual(rows / 2)
  expect(longest).toBeLessThan(2_000_000)

  const answer = await hub.request(`/v1/imports/${made.id}/failed.csv`, { token: bench.token })
  for (let row = 0; row < rows; row++) expect(answer.text.split(cells(row))).toHaveLength(2)
  expect(answer.text.match(/imports\.value_too_long/g)).toHaveLength(rows)
})
