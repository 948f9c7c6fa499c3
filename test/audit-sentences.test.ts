import { describe, expect, it } from 'vitest'
import { auditCategories, auditTypes, isAuditType } from '../src/api/audit-types.ts'
import { audit } from '../src/phrases/en/audit.ts'

describe('the sentences of the audit', () => {
  const sentences = Object.entries(audit.sentences).flatMap(([area, acts]) =>
    Object.entries(acts).map(([act, text]) => ({ type: `${area}.${act}`, text: String(text) })),
  )

  it('say each type, and nothing else', () => {
    expect(sentences.map(({ type }) => type).sort()).toEqual(Object.keys(auditTypes).sort())
    expect(Object.keys(audit.categories).sort()).toEqual([...auditCategories].sort())
  })

  it('use only the values that their type promises', () => {
    for (const { type, text } of sentences) {
      if (!isAuditType(type)) throw new Error(type)
      const { values, subjects } = auditTypes[type]
      const used = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
      const known: string[] = ['actor', 'organization', ...values, ...(subjects.length > 0 ? ['subject'] : [])]
      for (const name of used) expect(known, `${type}: ${text}`).toContain(name)
      for (const name of values) expect(used, `${type}: ${text}`).toContain(name)
    }
  })
})
