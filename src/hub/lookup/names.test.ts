import { expect, it } from 'vitest'
import { as, startHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench } from '../../../test/imports.ts'
import * as lookupApi from '../../api/lookup.ts'
import { rotations } from './terms.ts'

const hub = await startHub()
const customer = await makeImportBench(hub)
const { token } = customer
const names = {
  eight: ['Maria Eduarda de Almeida', 'Prado e Souza Quintanilha'],
  hyphens: ['Anna-Maria-Luisa', 'Von der Zehnthof-Unterberg'],
  japanese: ['太郎', '山田'],
  chinese: ['娜', '李'],
  korean: ['민수', '김'],
  persian: ['علی‌رضا', 'احمدی'],
  short: ['Bo', 'Ng'],
  mixed: ['A社', 'Frost'],
  other: ['Ngaio', 'Lindqvist'],
} as const
await customer.run(
  csv(
    ...Object.entries(names).map(([email, [firstName, lastName]], index) =>
      caller(`${email}@kestrel.example`, String(1001 + index), { 'First Name': firstName, 'Last Name': lastName }),
    ),
  ),
)

const found = async (q: string) => {
  const answer = as(
    lookupApi.search,
    await hub.request(`/v1/search?${new URLSearchParams({ q, kind: 'user' })}`, { token }),
  )
  return { emails: answer.items.map(({ subtitle }) => subtitle), hint: answer.hint }
}

it.each([
  ['quintanilha', 'eight'],
  ['souza quintanilha', 'eight'],
  ['maria eduarda quintanilha', 'eight'],
  ['zehnthof', 'hyphens'],
  ['unterberg, anna', 'hyphens'],
  ['山田太郎', 'japanese'],
  ['太郎山田', 'japanese'],
  ['山田 太郎', 'japanese'],
  ['山田', 'japanese'],
  ['李娜', 'chinese'],
  ['李', 'chinese'],
  ['김민수', 'korean'],
  ['김 민수', 'korean'],
  ['علیرضا', 'persian'],
  ['علی‌رضا احمدی', 'persian'],
  ['A社', 'mixed'],
  ['ng', 'short'],
  ['Bo', 'short'],
])('a name is found by “%s”', async (q, whose) => {
  expect((await found(q)).emails).toEqual([`${whose}@kestrel.example`])
})

it('a name typed with a space is found where it is kept as one word', async () => {
  await customer.run(csv(caller('whole@kestrel.example', '1050', { 'First Name': '佐藤花子', 'Last Name': '-' })))
  expect((await found('佐藤 花子')).emails).toEqual(['whole@kestrel.example'])
})

it('two letters that are nobody’s name are said to be few', async () => {
  expect(await found('qx')).toEqual({ emails: [], hint: 'too_short' })
})

it('a name of the same signs over and over is still one row for each term', () => {
  for (const name of ['李 李李', '李李 李', '山 山 山'])
    expect(new Set(rotations(name)).size).toBe(rotations(name).length)
})
