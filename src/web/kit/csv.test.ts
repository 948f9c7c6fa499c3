import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvOf, delimiterIn } from './csv.ts'

const fields = [
  { label: 'Name', text: (row: { name: string; mail?: string }) => row.name },
  { label: 'E-mail', text: (row: { name: string; mail?: string }) => row.mail },
]

describe('a list as CSV', () => {
  it.each([',', ';'] as const)('is read back cell by cell by a strict reader, with %j between cells', (delimiter) => {
    const rows = [
      { name: 'Zoë "Z" Gonçalves', mail: 'zoe@kestrel.example' },
      { name: 'two\nlines; and, signs' },
      { name: '', mail: 'x' },
    ]
    const text = csvOf(fields, rows, delimiter)
    expect(parse(text, { bom: true, delimiter })).toEqual([
      ['Name', 'E-mail'],
      ...rows.map(({ name, mail }) => [name, mail ?? '']),
    ])
  })

  it.each(['=1+1', '+358 9 555', '-2', '@SUM(A1)', '\tx', '\rx', '=cmd|"/c calc"!A0'])(
    'makes text of %j, which a spreadsheet would reckon out or run',
    (name) => {
      const [, [cell] = []] = parse(csvOf(fields, [{ name }], ','), { bom: true }) as string[][]
      expect(cell).toBe(`'${name}`)
    },
  )

  it('leaves other text as it is, also with such a sign inside', () => {
    const [, row] = parse(csvOf(fields, [{ name: 'a=b', mail: 'jean-luc@x.example' }], ','), {
      bom: true,
    }) as string[][]
    expect(row).toEqual(['a=b', 'jean-luc@x.example'])
  })

  it('is parted as the reader’s spreadsheet expects', () => {
    expect(['en-GB', 'fi', 'nl', 'da', 'pt-BR'].map(delimiterIn)).toEqual([',', ';', ';', ';', ';'])
  })
})
