import { describe, expect, test } from 'vitest'
import { mark } from './mark.ts'

function marked(text: string, query: string): string {
  return mark(text, query)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('')
}

describe('what matched is marked', () => {
  test.each([
    ['Sanna Lindqvist', 'lindq', 'Sanna [Lindq]vist'],
    ['Zoë Gonçalves', 'goncal', 'Zoë [Gonçal]ves'],
    ['Søren Ærø', 'aero', 'Søren [Ærø]'],
    ['Weißmann', 'weiss', '[Weiß]mann'],
    ['Virtanen, Outi', 'outi virt', '[Virt]anen, [Outi]'],
    ['+358 9 555 0142', '095550142', '+358 [9 555 0142]'],
    ['+358 9 555 0142', '+35895550142', '+[358 9 555 0142]'],
    ['64:16:7f:0a:91:c2', '64167F0A', '[64:16:7f:0a]:91:c2'],
    ['84-20931', '84-209', '[84-209]31'],
    ['desk-4@kestrel.example', 'sip:desk-4@kestrel', '[desk-4@kestrel].example'],
    ['desk-4@kestrel.example', 'sips:desk-4@kestrel.example;transport=tls', '[desk-4@kestrel.example]'],
    ['anna@kestrel.example', 'Anna Virtanen <anna@kestrel.example>', '[anna@kestrel.example]'],
    ['kestrel.example', 'www.kestrel.example', '[kestrel.example]'],
    ['FCH2411D0QK', 'S/N: fch2411', '[FCH2411]D0QK'],
    ['1003', 'x1003', '[1003]'],
    ['1003', 'ext. 1003', '[1003]'],
    ['kestrel.meet.example', 'https://kestrel.meet.example/join/7', '[kestrel.meet.example]'],
  ])('in %j by %j', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected)
  })

  test.each([
    ['Ahmad Kloosterweg', 'klosterweg', 'Ahmad [Kloosterweg]'],
    ['Kloosterweg Ahmad', 'ahmed kloosterweg', '[Kloosterweg] [Ahmad]'],
    ['Zoë Gonçalves', 'goncavles', 'Zoë [Gonçalves]'],
    ['Maja Lind', 'lindqvist', 'Maja Lind'],
  ])('of what is only similar the word that was taken for it, in %j by %j', (text, query, expected) => {
    const pieces = mark(text, query, true).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    expect(pieces.join('')).toBe(expected)
  })

  test('a text that does not hold the query has no mark and is whole', () => {
    expect(mark('Maja Lindkvist', 'lindqvist')).toEqual([{ text: 'Maja Lindkvist', marked: false }])
  })

  test('every letter of the text comes back, whatever is asked', () => {
    for (const query of ['', ' ', '+', 'ß', '000', 'ſ', '👩‍🚀']) {
      const text = 'Łukasz Øster-Ångström 👩‍🚀 +47 22 33 44 55'
      expect(
        mark(text, query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }
  })
})
