import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { errors } from '../src/api/errors.ts'
import { catalogue } from '../src/phrases/index.ts'
import { languages } from '../src/phrases/languages.ts'
import type { FieldFault } from '../src/platform/bad-input.ts'
import { phraseOfError, phraseOfField } from '../src/platform/phrases.ts'

const english = flat(catalogue.en)

describe('phrases', () => {
  it('know five languages', () => {
    expect(Object.keys(languages).sort()).toEqual(['da', 'en', 'fi', 'nl', 'pt-BR'])
    expect(english.size).toBeGreaterThan(300)
  })

  it('have every English sentence in every language, and no other', () => {
    for (const [language, phrases] of Object.entries(catalogue)) {
      const keys = [...flat(phrases).keys()].filter((key) => !key.endsWith('_many')).sort()
      expect(keys, language).toEqual([...english.keys()].sort())
    }
  })

  it('fill in the same values in every language', () => {
    for (const [language, phrases] of Object.entries(catalogue)) {
      for (const [key, text] of flat(phrases)) {
        const plural = key.replace(/_many$/, '_other')
        const source = english.get(plural) ?? ''
        // "One user" needs no number; any other value must not be lost.
        const wanted = valuesIn(source).filter((value) => !(value === 'count' && /_(one|zero)$/.test(key)))
        const given = valuesIn(text).filter((value) => !(value === 'count' && /_(one|zero)$/.test(key)))
        expect(given, `${language} ${key}`).toEqual(wanted)
      }
    }
  })

  it('leave no sentence empty, and none in English by neglect', () => {
    for (const [language, phrases] of Object.entries(catalogue)) {
      const all = flat(phrases)
      for (const [key, text] of all) expect(text.trim(), `${language} ${key}`).not.toBe('')
      if (language === 'en') continue
      const long = [...all].filter(
        ([key, text]) => text.length > 25 && text === english.get(key) && /[a-z]{4,} [a-z]{4,}/.test(text),
      )
      expect(long, language).toEqual([])
    }
  })

  it('keep the voice: no exclamation marks, no please', () => {
    for (const [language, phrases] of Object.entries(catalogue)) {
      for (const [key, text] of flat(phrases)) {
        expect(/!|\boops\b/i.test(text), `${language} ${key}: ${text}`).toBe(false)
        if (language === 'en') expect(/\bplease\b/i.test(text), `${key}: ${text}`).toBe(false)
      }
    }
  })

  it('say for every error what happened and what to do, in every language', () => {
    for (const code of Object.keys(errors) as (keyof typeof errors)[]) {
      for (const language of Object.keys(languages) as (keyof typeof languages)[]) {
        const { text, remedy } = phraseOfError(language, code)
        expect(text, `${language} ${code}`).not.toContain('.errors.')
        expect(remedy, `${language} ${code}`).not.toContain('.errors.')
      }
    }
  })

  it('say for every fault of a field what is wanted, naming the field, in every language', () => {
    for (const fault of Object.keys(catalogue.en.common.fields) as FieldFault[]) {
      for (const language of Object.keys(languages) as (keyof typeof languages)[])
        expect(phraseOfField(language, fault, { field: 'FIELD' }), `${language} ${fault}`).toMatch(/FIELD/)
    }
  })

  it('hold no error that nothing raises', () => {
    const root = fileURLToPath(new URL('../src/', import.meta.url))
    const raising = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|^(api|phrases|web|cli)\//.test(path))
      .map((path) => readFileSync(`${root}${path}`, 'utf8'))
      .join('\n')
    const idle = Object.keys(errors).filter((code) => !raising.includes(`'${code}'`))
    expect(idle).toEqual([])
  })

  it('give every error a number of its own', () => {
    const numbers = Object.values(errors).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})

function flat(node: unknown, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  if (typeof node === 'string') return all.set(path, node)
  if (typeof node !== 'object' || node === null) return all
  for (const [key, value] of Object.entries(node))
    for (const [inner, text] of flat(value, path ? `${path}.${key}` : key)) all.set(inner, text)
  return all
}

function valuesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name = '']) => name))].sort()
}
