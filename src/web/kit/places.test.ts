import { expect, test } from 'vitest'
import type { Session } from '../../api/identity.ts'
import { permissions } from '../../api/permissions.ts'
import { isOthersPlace } from './places.ts'

const session: Session = {
  person: { id: 'p', displayName: 'Mika', email: 'mika@demo.test', role: 'r', roleName: 'r', side: 'partner' },
  partner: { id: 'h', name: 'Harbour' },
  permissions: ['lookup:search', 'partners:read'],
  restrictions: [],
  expiresAt: '2026-01-01T00:00:00Z',
  secondFactor: false,
  demo: false,
}

test('a page that others have is shut where the role has it not, and no other address is', () => {
  expect(isOthersPlace(session, '/audit', undefined)).toBe(true)
  expect(isOthersPlace(session, '/customers', undefined)).toBe(false)
  expect(isOthersPlace(session, '/account', undefined)).toBe(false)
  expect(isOthersPlace({ ...session, permissions: [...permissions] }, '/audit', undefined)).toBe(false)
})

test('within a view nobody gives keys of the organization that is looked into, whatever the role', () => {
  const own: Session = { ...session, permissions: [...permissions], organization: { id: 'k', name: 'Kestrel' } }
  const access = { grantId: 'g', kind: 'view', scope: 'read', expiresAt: session.expiresAt, secondsLeft: 60 } as const
  expect(isOthersPlace(own, '/customers/k/service-apps', 'k')).toBe(false)
  expect(isOthersPlace({ ...own, access }, '/customers/k/service-apps', 'k')).toBe(true)
  expect(isOthersPlace({ ...own, access }, '/customers/k/users', 'k')).toBe(false)
})
