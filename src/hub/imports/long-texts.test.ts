import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { customerOf } from '../../../test/customer.ts'
import { requireWholeTexts } from '../../platform/whole-texts.ts'
import { guarded, harmless, isFormula } from '../../platform/write-csv.ts'
import { normalise } from '../lookup/index.ts'
import { cellText } from './cell-text.ts'
import { headingKey } from './columns.ts'
import { foldName } from './customer.ts'
import { delimiterOf, readHeadings, statedDelimiter } from './headings.ts'
import { unwantedIn, withoutInvisible } from './invisible.ts'
import { shown } from './issues.ts'
import { readNumber } from './phone-numbers.ts'
import { cellsBy } from './result-cells.ts'

// A cell may be a million letters long. What takes time by the square of that takes minutes for it, in which the hub answers nobody: here
// such a reading is broken off, where all of them together need a fraction of a second.
const length = 100_000
const bounded = (work: () => void) => runInNewContext('work()', { work }, { timeout: 5000 })

const letters = [
  '\t',
  ' ',
  '\u00a0',
  '\u200b',
  '\ufeff ',
  '\n',
  '1',
  '1 ',
  '(',
  '[',
  ']',
  '[]',
  '.',
  '-',
  '@',
  'a.',
  "'",
  '=',
  '"',
  '"a',
  ';',
  '\u0301',
]
const texts = letters.flatMap((letter) => {
  const long = letter.repeat(length / letter.length)
  return [long, `a${long}b`, `+${long}x`, `+${long}`, `a\u200b${long}b`, `${long}]`, `x@${long}`]
})

const customer = customerOf()
const readings: Record<string, (text: string) => unknown> = {
  'what a cell says': cellText,
  'what cannot be seen in a name': (text) => unwantedIn(text, 'name'),
  'what cannot be seen in a note': (text) => unwantedIn(text, 'note'),
  'a text without what cannot be seen': withoutInvisible,
  'whether it is a formula': isFormula,
  'a cell made harmless': harmless,
  'a cell guarded': guarded,
  'a heading': headingKey,
  'the name of a place': foldName,
  'what is shown of a cell': shown,
  'a number': (text) => readNumber(text, 'NL'),
  'a term of the search': normalise,
  'the headings of a file': (text) => {
    expect(() => readHeadings([text, text], customer)).toThrow('imports.')
  },
  'what parts the cells of a heading line': delimiterOf,
  'what a first line says of it': statedDelimiter,
  'cells out of place': (text) => cellsBy(text, 5),
  'a text of a request': (text) => requireWholeTexts({ text }, 'body'),
}

test.each(Object.entries(readings))(
  'takes no longer for each letter of a long text than of a short one: %s',
  (_what, read) => {
    bounded(() => {
      for (const text of texts) read(text)
    })
  },
)

test('half a character is found however deep it lies', () => {
  let input: unknown = '\ud800'
  for (let depth = 0; depth < 5 * length; depth++) input = [input]
  bounded(() => expect(() => requireWholeTexts(input, 'body')).toThrow('common.bad_request'))
})

test('spaces and what cannot be seen are taken off in any mixture, and stay between letters', () => {
  const mixed = '\t\n \u200b\ufeff\u2028 '.repeat(10)
  bounded(() => {
    expect(cellText(`${mixed}Anna${mixed}Maria${mixed}`)).toBe(`Anna${mixed}Maria`)
    expect(cellText(mixed)).toBe('')
  })
})
