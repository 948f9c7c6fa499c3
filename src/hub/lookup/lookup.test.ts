import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { as, makeAdministrator, startHub } from '../../../test/hub.ts'
import * as directoryApi from '../../api/directory.ts'
import { encodeId } from '../../api/ids.ts'
import * as lookupApi from '../../api/lookup.ts'
import * as partnersApi from '../../api/partners.ts'
import { demoAccounts, demoCustomerId, demoPartnerId } from '../../generate/index.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { classify } from './classify.ts'
import { lookupJobs } from './jobs.ts'
import { forgetWords, learnWords, recountWords } from './learn-words.ts'
import { normalise } from './normalise.ts'
import { numberTerms, rotations, userTerms } from './terms.ts'
import { deletionNeighbours, isOneEdit } from './words.ts'

const hub = await startHub({ demo: true })
const token = await hub.token({ partnerId: demoPartnerId })

async function search(query: Record<string, string>, given: { token?: string; cookie?: string } = { token }) {
  const answer = await hub.request(`/v1/search?${new URLSearchParams(query)}`, given)
  expect(answer.status, answer.text).toBe(200)
  return { ...as(lookupApi.search, answer), next: answer.headers.get('link')?.match(/<([^>]+)>/)?.[1] }
}

type Person = {
  id: string
  org_id: string
  email: string
  first_name: string
  last_name: string
  extension: string
  e164: string
  organization: string
}
const people = (await hub.sql(`
  select u.id, u.org_id, u.email, u.first_name, u.last_name, u.extension, n.e164, o.name as organization
  from users u join numbers n on n.user_id = u.id join organizations o on o.id = u.org_id
  where u.extension is not null and u.first_name ~ '^[A-Za-z]{4,}$' and u.last_name ~ '^[A-Za-z]{6,}$'
  order by u.id limit 400`)) as Person[]
const [person] = people
const [device] = (await hub.sql(
  `select id, mac, serial, sip_address from devices where mac is not null and sip_address is not null and user_id is not null limit 1`,
)) as {
  id: string
  mac: string
  serial: string
  sip_address: string
}[]
if (!person || !device) throw new Error('the demo lacks what these tests look for')
const idOf = (one: Person) => encodeId('PEOPLE', one.id)

describe('normalising', () => {
  it('changes nothing when done twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['Sørensen', 'sorensen'],
    ['GROẞ-Weiß', 'gross weiss'],
    ['Łukasz', 'lukasz'],
    ['Ångström', 'angstrom'],
    ["O'Brien", 'obrien'],
    ['İstanbul', 'istanbul'],
    ['Þórður', 'thordur'],
    ['  Jan   de  Vries ', 'jan de vries'],
    ['山田 太郎', '山田 太郎'],
  ])('makes %s %s', (text, wanted) => expect(normalise(text)).toBe(wanted))

  it('names a person by every rotation, so that any word and "last, first" are beginnings', () => {
    expect(rotations('Jan de Vries')).toEqual(['jan de vries', 'de vries jan', 'vries jan de'])
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (firstName, lastName) => {
        const names = userTerms({ firstName, lastName, displayName: `${firstName} ${lastName}` })
          .filter(({ kind }) => kind === 'un')
          .map(({ term }) => term)
        for (const word of normalise(`${firstName} ${lastName}`).split(' ').filter(Boolean).slice(0, 10)) {
          expect(names.some((name) => name.startsWith(word))).toBe(true)
        }
      }),
    )
  })
})

describe('words one edit apart', () => {
  it('share a form with one letter left out, and only they pass the check', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 3, maxLength: 10 })
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom(...'klmn'),
        fc.constantFrom('left out', 'doubled', 'wrong', 'swapped'),
        (text, at, letter, edit) => {
          const place = at % (text.length - 1)
          const letters = [...text]
          const typed = {
            'left out': letters.toSpliced(place, 1),
            doubled: letters.toSpliced(place, 0, letters[place] ?? ''),
            wrong: letters.with(place, letter),
            swapped: letters.with(place, letters[place + 1] ?? '').with(place + 1, letters[place] ?? ''),
          }[edit].join('')
          expect(isOneEdit(text, typed)).toBe(true)
          const forms = new Set(deletionNeighbours(text))
          expect(deletionNeighbours(typed).some((form) => forms.has(form))).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
    expect(isOneEdit('maria', 'marta')).toBe(true)
    expect(isOneEdit('maria', 'mirat')).toBe(false)
    expect(isOneEdit('maria', 'mar')).toBe(false)
  })
})

describe('classifying', () => {
  const kindsOf = (text: string, inOne = false) => classify(text, inOne).probes.map(({ as: kind }) => kind)
  it.each([
    ['anna@example.test', 'email'],
    ['sip:room@example.test', 'sip'],
    ['64:16:7F:0A:91:C2', 'mac'],
    ['6416.7f0a.91c2', 'mac'],
    ['64-16-7f-0a-91-c2', 'mac'],
    ['64167F0A91C2', 'mac'],
    ['0a91c2', 'mac'],
    ['64167f0a91', 'mac'],
    ['67f0a91c2', 'mac'],
    ['+358 9 555 0142', 'phone'],
    ['00358 9 5550142', 'phone'],
    ['(09) 555-0142', 'phone'],
    ['0142', 'phone'],
    ['0042', 'phone'],
    ['tel:+358-9-555-0142', 'phone'],
    ['555–0142', 'phone'],
    ['@kestrel.example', 'domain'],
    ['Anna Virtanen <anna@example.test>', 'email'],
    ['sips:room@example.test;transport=tls', 'sip'],
    ['www.kestrel.example', 'domain'],
    ['SN: FCH2411D0QK', 'serial'],
    ['MAC: 64:16:7f:0a:91:c2', 'mac'],
    ['84-20931', 'order'],
    ['FCH2411D0QK', 'serial'],
    ['kestrel.meet.example', 'site'],
    ['kestrel.example', 'domain'],
    ['Lindqvist', 'name'],
    ['lindq', 'email'],
  ])('takes %s for %s among others', (text, kind) => expect(kindsOf(text)).toContain(kind))

  it('takes short digits for an extension only within one customer', () => {
    expect(kindsOf('2142')).not.toContain('extension')
    expect(kindsOf('2142', true)).toContain('extension')
  })

  it.each(['x2142', 'X 2142', 'ext 2142', 'Ext. 2142', 'extension: 2142', '#2142', 'ramal 2142', 'toestel 2142'])(
    'takes %s for an extension within one customer',
    (text) => {
      const { probes } = classify(text, true)
      expect(probes[probes.findIndex(({ as: kind }) => kind === 'extension')]).toMatchObject({ begin: '2142' })
      expect(kindsOf(text)).not.toContain('extension')
    },
  )

  it('takes from what is pasted the value alone', () => {
    const begins = (text: string, kind: string) =>
      classify(text, false)
        .probes.filter(({ as: one }) => one === kind)
        .map(({ begin }) => begin)
    expect(begins('Anna Virtanen <anna@example.test>', 'email')).toEqual(['anna@example.test'])
    for (const uri of [
      'sips:Room@example.test;transport=tls',
      'sip:Room@example.test;transport=tls',
      'SIP: room@example.test?x=1',
    ])
      expect(begins(uri, 'sip'), uri).toEqual(['room@example.test'])
    expect(begins('https://www.kestrel.example/en', 'domain')).toEqual(['kestrel.example'])
    expect(begins('S/N: FCH2411D0QK', 'serial')).toEqual(['fch2411d0qk'])
    expect(begins('Serial number: FCH2411D0QK', 'serial')).toEqual(['fch2411d0qk'])
    // A name of a device may have a sign of its own.
    expect(begins('Phone: Lobby', 'name')).toContain('lobby')
  })

  it('corrects the words of a name, not those of an address', () => {
    expect(classify('Anna Lindqvist', false).words).toEqual(['anna', 'lindqvist'])
    expect(classify('anna.lindqvist', false).words).toEqual(['anna', 'lindqvist'])
    expect(classify('kestrel-freight.meet.example', false).words).toEqual([])
  })

  it('never fails, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => void classify(text, true)))
  })
})

describe('GET /v1/search', () => {
  it.each([
    ['first and last name', `${person.first_name} ${person.last_name}`],
    ['last, first', `${person.last_name}, ${person.first_name}`],
    ['last, beginning of first', `${person.last_name}, ${person.first_name.slice(0, 2)}`],
    ['capital letters', `${person.last_name.toUpperCase()} ${person.first_name.toUpperCase()}`],
    ['the e-mail', person.email],
    ['the beginning of the e-mail', person.email.slice(0, person.email.indexOf('@') + 3)],
    ['E.164', person.e164],
    ['00 and the country', `00${person.e164.slice(1)}`],
    ['E.164 with spaces', person.e164.replace(/(\d{3})/g, '$1 ')],
    ['dashes and brackets', `(${person.e164.slice(-9, -6)}) ${person.e164.slice(-6, -3)}-${person.e164.slice(-3)}`],
    ['the national notation', `0${person.e164.slice(-8)}`],
    ['the last seven digits', person.e164.slice(-7)],
    ['the bare id', person.id],
    ['the encoded id', idOf(person)],
  ])('finds a user by %s', async (_what, q) => {
    const { items } = await search({ q, kind: 'user', max: '100' })
    expect(
      items.map(({ id }) => id),
      q,
    ).toContain(idOf(person))
  })

  it('finds whose number it is by the last four digits, zeros in front of them too', async () => {
    await hub.within(demoPartnerId, async ({ tx }) => {
      const owner = { partner_id: demoPartnerId, org_id: demoCustomerId, id: demoCustomerId }
      const terms = numberTerms('+358955500042').map((term) => ({ ...owner, ...term }))
      await tx.insertInto('terms').values(terms).execute()
    })
    for (const q of ['0042', '00042', '500042', '00358 9 55500042']) {
      const { items } = await search({ q, kind: 'organization' })
      expect(items, q).toMatchObject([
        { id: encodeId('ORGANIZATION', demoCustomerId), matched: { kind: 'phone', term: '+358955500042' } },
      ])
    }
    expect((await search({ q: '1042', kind: 'organization' })).items).toEqual([])
  })

  it('finds a user by the id of another system, also where that is a uuid', async () => {
    const externalId = randomUUID()
    await hub.within(demoPartnerId, async ({ tx }) => {
      const terms = userTerms({ firstName: '', lastName: '', displayName: '', externalId })
      await tx
        .insertInto('terms')
        .values(terms.map((term) => ({ partner_id: demoPartnerId, org_id: person.org_id, id: person.id, ...term })))
        .execute()
    })
    const { items } = await search({ q: externalId })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ id: idOf(person), matched: { kind: 'external_id' }, rank: 'exact' })
  })

  it('finds an extension within a customer', async () => {
    const organizationId = encodeId('ORGANIZATION', person.org_id)
    const { items } = await search({ q: person.extension, organizationId })
    const hit = items.find(({ id }) => id === idOf(person))
    expect(hit).toMatchObject({ matched: { kind: 'extension', term: person.extension }, rank: 'exact' })
  })

  it('says that an extension needs its customer also where the digits end a number, and tells there where each one is', async () => {
    const [shared] = (await hub.sql(
      `select u.extension, u.org_id from users u join locations l on l.id = u.location_id
       group by u.extension, u.org_id having count(distinct l.name) > 1 limit 1`,
    )) as { extension: string; org_id: string }[]
    if (!shared) throw new Error('the demo has no extension that two locations share')
    const anywhere = await search({ q: person.e164.slice(-4) })
    expect(anywhere.items.length).toBeGreaterThan(0)
    expect(anywhere.hint).toBe('extension_needs_customer')
    expect((await search({ q: '095550142' })).hint).not.toBe('extension_needs_customer')
    expect((await search({ q: '1003', kind: 'device' })).hint).not.toBe('extension_needs_customer')
    const organizationId = encodeId('ORGANIZATION', shared.org_id)
    for (const q of [shared.extension, `x${shared.extension}`, `ext ${shared.extension}`]) {
      const { items, hint } = await search({ q, organizationId, kind: 'user' })
      const hits = items.filter(({ matched, rank }) => matched.kind === 'extension' && rank === 'exact')
      expect(hits.length, q).toBeGreaterThan(1)
      expect(new Set(hits.map(({ subtitle }) => subtitle.split(' · ')[0])).size, q).toBeGreaterThan(1)
      for (const { subtitle } of hits) expect(subtitle).toMatch(/^[^@·]+ · \S+@\S+$/)
      expect(hint).toBeUndefined()
    }
  })

  it('finds whose an address is that nobody has, by its domain, as similar', async () => {
    const [own] = (await hub.sql(
      `select d.domain, d.org_id from domains d where d.partner_id = $1
         and not exists (select 1 from users u where u.email = 'nobody.at.all@' || d.domain) limit 1`,
      [demoPartnerId],
    )) as { domain: string; org_id: string }[]
    const { items, hint } = await search({ q: `Nobody at all <nobody.at.all@${own?.domain}>` })
    expect(items).toMatchObject([
      {
        kind: 'organization',
        id: encodeId('ORGANIZATION', own?.org_id ?? ''),
        rank: 'fuzzy',
        matched: { kind: 'domain', term: own?.domain },
      },
    ])
    expect(hint).toBe('similar_only')
    expect((await search({ q: person.email })).items.map(({ kind }) => kind)).not.toContain('organization')
  })

  it('finds a name with an apostrophe typed with a space', async () => {
    const id = uuidv7()
    await hub.within(demoPartnerId, async (context) => {
      const named = { firstName: 'Siobhan', lastName: "O'Connoragh", displayName: "Siobhan O'Connoragh" }
      await context.tx
        .insertInto('users')
        .values({
          partner_id: demoPartnerId,
          id,
          org_id: demoCustomerId,
          email: 'siobhan@kestrel.example',
          first_name: named.firstName,
          last_name: named.lastName,
          display_name: named.displayName,
          sort_name: 'oconnoragh siobhan',
          created_at: context.now,
          last_modified_at: context.now,
        })
        .execute()
      await context.tx
        .insertInto('terms')
        .values(userTerms(named).map((term) => ({ partner_id: demoPartnerId, org_id: demoCustomerId, id, ...term })))
        .execute()
    })
    for (const q of ['o connoragh', "o'connoragh", 'oconnoragh', 'siobhan o connoragh']) {
      const found = (await search({ q })).items.find((item) => item.id === encodeId('PEOPLE', id))
      expect(found, q).toMatchObject({ rank: q.startsWith('siobhan') ? 'exact' : 'prefix' })
    }
  })

  it('finds a device by MAC in any notation, its end, serial, SIP address and id', async () => {
    const mac = device.mac
    const notations = [
      mac,
      mac.toUpperCase(),
      mac.match(/../g)?.join(':'),
      mac.match(/../g)?.join('-'),
      mac.match(/..../g)?.join('.'),
      mac.match(/../g)?.join(' '),
      mac.slice(6),
      ...(/[a-f]/.test(mac.slice(0, 10)) ? [mac.slice(0, 10)] : []),
    ]
    for (const q of [
      ...notations,
      device.serial,
      device.serial.toLowerCase(),
      device.sip_address,
      `sip:${device.sip_address}`,
      device.id,
    ]) {
      const { items } = await search({ q: q ?? '', kind: 'device', max: '100' })
      expect(
        items.map(({ id }) => id),
        q,
      ).toContain(encodeId('DEVICE', device.id))
    }
  })

  it('finds a customer by name, site, domain, order number and id, and the order itself', async () => {
    const [facts] = (await hub.sql(
      `select o.id, o.name, s.host, d.domain, w.number, w.id as order_id from organizations o join sites s on s.org_id = o.id join domains d on d.org_id = o.id
       join orders w on w.org_id = o.id where o.id = $1 limit 1`,
      [demoCustomerId],
    )) as { id: string; name: string; host: string; domain: string; number: string; order_id: string }[]
    if (!facts) throw new Error('Kestrel Freight lacks an order')
    for (const q of [
      'Kestrel Freight',
      'freight kestrel',
      'kestr',
      facts.host,
      facts.host.slice(0, 9),
      facts.domain,
      facts.id,
      encodeId('ORGANIZATION', facts.id),
    ]) {
      const { items } = await search({ q, kind: 'organization' })
      expect(
        items.map(({ id }) => id),
        q,
      ).toContain(encodeId('ORGANIZATION', demoCustomerId))
    }
    for (const q of [facts.number, facts.number.replace(/\D/g, ''), facts.order_id]) {
      const { items } = await search({ q })
      expect(
        items.find(({ kind }) => kind === 'order'),
        q,
      ).toMatchObject({
        id: encodeId('ORDER', facts.order_id),
        organizationId: encodeId('ORGANIZATION', demoCustomerId),
      })
    }
  })

  it('forgives a typing error in either word: 97 of 100 names and more', async () => {
    let found = 0
    let tried = 0
    for (const [index, one] of people.slice(0, 200).entries()) {
      const name = index % 2 === 0 ? one.last_name : one.first_name
      const place = 1 + (index % (name.length - 2))
      const letters = [...name]
      const typed = [
        letters.toSpliced(place, 1),
        letters.toSpliced(place, 0, letters[place] ?? ''),
        letters.with(place, letters[place] === 'q' ? 'w' : 'q'),
        letters.with(place, letters[place + 1] ?? '').with(place + 1, letters[place] ?? ''),
      ][index % 4]?.join('')
      const q = index % 2 === 0 ? `${one.first_name} ${typed}` : `${typed} ${one.last_name}`
      const { items } = await search({ q, kind: 'user', max: '100' })
      tried++
      if (items.some(({ id }) => id === idOf(one))) found++
    }
    expect(tried).toBe(200)
    expect(found / tried).toBeGreaterThanOrEqual(0.97)
  })

  it('marks similar hits as such and puts them last', async () => {
    const { items, hint } = await search({
      q: `${person.first_name} ${person.last_name.slice(0, -2)}q${person.last_name.slice(-1)}`,
      kind: 'user',
    })
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ rank }) => rank === 'fuzzy')).toBe(true)
    expect(hint).toBe('similar_only')
  })

  it('puts the exact before the beginning', async () => {
    const { items } = await search({ q: `${person.first_name} ${person.last_name}`, kind: 'user' })
    expect(items[0]).toMatchObject({
      id: idOf(person),
      rank: 'exact',
      organizationName: person.organization,
      title: `${person.first_name} ${person.last_name}`,
    })
  })

  it('pages through many hits without repeating or losing one', async () => {
    const seen: string[] = []
    const parts: { kinds: Set<string>; more: readonly string[] }[] = []
    let path: string | undefined = `/v1/search?${new URLSearchParams({ q: 'mar', max: '7' })}`
    for (let pages = 0; path && pages < 100; pages++) {
      const answer = await hub.request(path, { token })
      const { items, more = [] } = as(lookupApi.search, answer)
      expect(items.length).toBeLessThanOrEqual(7)
      parts.push({ kinds: new Set(items.map(({ kind }) => kind)), more })
      seen.push(...items.map(({ kind, id }) => `${kind} ${id}`))
      const next = answer.headers.get('link')?.match(/<([^>]+)>/)?.[1]
      path = next ? next.replace(/^https?:\/\/[^/]+/, '') : undefined
    }
    expect(new Set(seen).size).toBe(seen.length)
    const [whole] = (await hub.sql(
      `select count(*)::int as things from (
         select id from terms where partner_id = $1 and kind in ('un', 'on', 'dn', 'dp', 'os', 'od') and term >= 'mar' and term < 'mas'
         union select id from users where partner_id = $1 and email >= 'mar' and email < 'mas') named`,
      [demoPartnerId],
    )) as { things: number }[]
    expect(seen.length).toBe(whole?.things)
    expect(seen.length).toBeGreaterThan(20)
    for (const [index, { more }] of parts.entries()) {
      const later = new Set(parts.slice(index + 1).flatMap(({ kinds }) => [...kinds]))
      expect([...more].sort(), `kinds with more after page ${index + 1}`).toEqual([...later].sort())
    }
  })

  it('gives every kind its share of a short page', async () => {
    const { items } = await search({ q: 'mar', max: '10' })
    expect(items).toHaveLength(10)
    expect(new Set(items.map(({ kind }) => kind)).size).toBeGreaterThan(1)
  })

  it('says what to type instead', async () => {
    expect((await search({ q: 'ab' })).hint).toBe('too_short')
    expect((await search({ q: '' })).hint).toBe('too_short')
    expect((await search({ q: '0999 888 777 66' })).hint).toBe('number_without_country')
    expect((await search({ q: 'xqzxqzxqz' })).hint).toBe('nothing_found')
    for (const q of ['98', ' 00000 ', 'x98', 'ext. 98']) {
      const alone = await search({ q })
      expect([q, alone.items.length, alone.hint]).toEqual([q, 0, 'extension_needs_customer'])
      const inside = await search({ q, organizationId: encodeId('ORGANIZATION', demoCustomerId) })
      expect(inside.hint, q).not.toBe('extension_needs_customer')
    }
    expect((await search({ q: '0987654' })).hint).toBe('number_without_country')
  })

  it('takes whatever is typed', async () => {
    for (const q of [
      "'; drop table users; --",
      '%_%',
      '\\',
      '\u{1f4de}\u{1f4de}\u{1f4de}',
      '山田',
      'a'.repeat(400),
      '\u0000abc',
      '((((',
      '+++',
      '@',
      '..',
      ' , ',
    ]) {
      const answer = await hub.request(`/v1/search?${new URLSearchParams({ q })}`, { token })
      expect(answer.status, q).toBe(200)
    }
    expect((await hub.request(`/v1/search?q=mar&cursor=nonsense`, { token })).json).toMatchObject({
      code: 'common.bad_cursor',
    })
    expect((await hub.request(`/v1/search?q=${'a'.repeat(401)}`, { token })).status).toBe(400)
  })

  it('finds a write at once, also by a typing error', async () => {
    const id = uuidv7()
    await hub.within(demoPartnerId, async (context) => {
      const user = {
        firstName: 'Quirinus Adriaan',
        lastName: 'Zwaardvechter',
        displayName: 'Quirinus Adriaan Zwaardvechter',
        email: 'q.zwaardvechter@kestrel.example',
      }
      await context.tx
        .insertInto('users')
        .values({
          partner_id: demoPartnerId,
          id,
          org_id: demoCustomerId,
          email: user.email,
          first_name: user.firstName,
          last_name: user.lastName,
          display_name: user.displayName,
          sort_name: 'zwaardvechter quirinus',
          created_at: context.now,
          last_modified_at: context.now,
        })
        .execute()
      await context.tx
        .insertInto('terms')
        .values(userTerms(user).map((term) => ({ partner_id: demoPartnerId, org_id: demoCustomerId, id, ...term })))
        .execute()
      await learnWords(context, [user.displayName])
    })
    for (const q of ['zwaardvechter', 'quirinus zwaardvecter', 'vechter']) {
      expect(
        (await search({ q, kind: 'user' })).items.map((item) => item.id),
        q,
      ).toContain(encodeId('PEOPLE', id))
    }
  })
})

describe('the words that corrections are looked for among', () => {
  const wordRows = async (word: string) =>
    await hub.sql(
      `select w.uses, (select count(*)::int from word_variants v where v.word = w.word) as variants
       from words w where w.partner_id = $1 and w.word = $2`,
      [demoPartnerId, word],
    )
  const nameSomebody = async (name: string) => {
    const id = uuidv7()
    await hub.within(demoPartnerId, async (context) => {
      const named = { partner_id: demoPartnerId, org_id: demoCustomerId, id, kind: 'un' }
      const terms = rotations(name).map((term) => ({ ...named, term }))
      await context.tx.insertInto('terms').values(terms).execute()
      await learnWords(context, [name])
    })
  }

  it('are counted by the names that have them', async () => {
    for (let count = 0; count < 3; count++) await nameSomebody('Xanthippos Wexelblatt')
    expect(await wordRows('wexelblatt')).toMatchObject([{ uses: 1 }])
    await hub.within(demoPartnerId, recountWords)
    expect(await wordRows('wexelblatt')).toMatchObject([{ uses: 3 }])
  })

  it('are forgotten when no name has them in two runs, and not when one came in between', async () => {
    await hub.within(demoPartnerId, (context) => learnWords(context, ['Vergangen', 'Wiederkehr']))
    expect((await wordRows('vergangen'))[0]?.['variants']).toBeGreaterThan(5)
    await hub.within(demoPartnerId, forgetWords)
    expect(await wordRows('vergangen')).toMatchObject([{ uses: 0 }])
    await nameSomebody('Wiederkehr')
    await hub.within(demoPartnerId, forgetWords)
    expect(await wordRows('vergangen')).toEqual([])
    expect(await hub.sql(`select 1 from word_variants where word = 'vergangen'`)).toEqual([])
    expect(await wordRows('wiederkehr')).toMatchObject([{ uses: 1 }])
    expect(await hub.sql('select 1 from words where uses = 0')).toEqual([])
  })

  it('are learned by several acts at once without one of them failing', async () => {
    const names = Array.from(
      { length: 300 },
      (_, index) => `Gleichzeitig${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}`,
    )
    const acts = [names, names.toReversed(), names]
    await Promise.all(acts.map((each) => hub.within(demoPartnerId, (context) => learnWords(context, each))))
    expect(await hub.sql(`select count(*)::int as words from words where word like 'gleichzeitig%'`)).toEqual([
      { words: 300 },
    ])
  })

  it('are tidied every night', () => {
    expect(lookupJobs.map(({ job }) => job)).toContainEqual(
      expect.objectContaining({ name: 'lookup.tidy_words', schedule: '20 2 * * *' }),
    )
  })
})

describe('the reach of a search', () => {
  const organizations = hub
    .sql('select id from organizations order by id')
    .then((rows) => rows.map(({ id }) => String(id)))

  /** Kept statements of searches that are planned anew each time, for a limit that is one of their values. */
  const limitsAsValues = async () => {
    const { rows } = await hub.database.transaction(
      { partnerId: demoPartnerId, side: 'partner' },
      async (tx) =>
        await sql<{ statement: string }>`
          select statement from pg_prepared_statements where statement like '%jsonb_to_recordset%'`.execute(tx),
      { reads: true },
    )
    expect(rows.length).toBeGreaterThan(0)
    return rows.filter(({ statement }) => /limit \$\d/.test(statement))
  }

  it('is not part of a plan: neither is the size of a page', async () => {
    const names = people.slice(0, 5).flatMap(({ last_name: name }) => [name, name.replace(/^(..)./, '$1')])
    for (const q of [...names, ...people.slice(0, 5).flatMap(({ e164, email }) => [e164, email])]) await search({ q })
    expect(await limitsAsValues()).toEqual([])
  })

  it.each([3, 58])('of an agent of %i customers is exactly these', async (count) => {
    const reached = (await organizations).slice(0, count)
    await makeAdministrator(hub, demoPartnerId, {
      email: `agent-${count}@example.test`,
      role: 'atlas-portal.partner.helpdesk',
      reach: { kind: 'some', organizations: reached },
    })
    const cookie = await hub.signIn(`agent-${count}@example.test`)
    const found = (await search({ q: 'mar', max: '100' }, { cookie })).items
    const all: { id: string; organizationId: string }[] = []
    let path: string | undefined = '/v1/search?q=mar&max=100'
    while (path) {
      const answer = await hub.request(path, { token })
      all.push(...as(lookupApi.search, answer).items)
      path = answer.headers.get('link')?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1]
    }
    expect(await limitsAsValues()).toEqual([])
    const wanted = all.filter((item) => reached.some((id) => encodeId('ORGANIZATION', id) === item.organizationId))
    expect(wanted.length).toBeGreaterThan(0)
    if (wanted.length <= 100) expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
    for (const item of found) expect(reached.map((id) => encodeId('ORGANIZATION', id))).toContain(item.organizationId)
    // By identifier and by id as well: what is not in reach is not there.
    const outside = people.find((one) => !reached.includes(one.org_id))
    if (outside) {
      for (const q of [outside.email, outside.e164, outside.id])
        expect((await search({ q }, { cookie })).items).toEqual([])
      const refused = await hub.request(
        `/v1/search?${new URLSearchParams({ q: 'mar', organizationId: encodeId('ORGANIZATION', outside.org_id) })}`,
        { cookie },
      )
      expect(refused.status).toBe(404)
    }
  })

  it('of an agent of many customers finds what stands behind thousands of terms out of reach', async () => {
    const all = await organizations
    const [outside = '', ...reached] = all
    const last = reached[55] ?? ''
    await hub.sql(
      `insert into terms select $1, $2, 'on', 'zzyzx ' || lpad(n::text, 5, '0'), gen_random_uuid() from generate_series(1, 3500) n`,
      [demoPartnerId, outside],
    )
    await hub.sql(`insert into terms values ($1, $2, 'on', 'zzyzx 99999', $2)`, [demoPartnerId, last])
    await makeAdministrator(hub, demoPartnerId, {
      email: 'agent-behind@example.test',
      role: 'atlas-portal.partner.helpdesk',
      reach: { kind: 'some', organizations: reached.slice(0, 57) },
    })
    const cookie = await hub.signIn('agent-behind@example.test')
    const { items } = await search({ q: 'zzyzx' }, { cookie })
    expect(items.map(({ id }) => id)).toEqual([encodeId('ORGANIZATION', last)])
    // With a further word no customer is asked for itself: the last term that is read is in place 3,000 of its range.
    await hub.sql(`update terms set term = 'zzyzx 02999x odd' where term = 'zzyzx 99999'`)
    expect((await search({ q: 'zzyzx odd' }, { cookie })).items.map(({ id }) => id)).toEqual([
      encodeId('ORGANIZATION', last),
    ])
    await hub.sql(`delete from terms where term like 'zzyzx %'`)
  })

  it('of an agent of no customer is empty', async () => {
    await makeAdministrator(hub, demoPartnerId, {
      email: 'agent-0@example.test',
      role: 'atlas-portal.partner.helpdesk',
      reach: { kind: 'some', organizations: [] },
    })
    expect((await search({ q: 'mar' }, { cookie: await hub.signIn('agent-0@example.test') })).items).toEqual([])
  })

  it("of a customer's administrator is the own organization, with extensions", async () => {
    await makeAdministrator(hub, demoPartnerId, {
      email: 'owner-x@example.test',
      role: 'id_full_admin',
      organizationId: person.org_id,
    })
    const cookie = await hub.signIn('owner-x@example.test')
    const { items } = await search({ q: 'mar', max: '100' }, { cookie })
    for (const item of items) expect(item.organizationId).toBe(encodeId('ORGANIZATION', person.org_id))
    expect((await search({ q: person.extension }, { cookie })).items.map(({ id }) => id)).toContain(idOf(person))
  })

  it('of another partner never meets ours, neither by identifier nor by correction', async () => {
    const other = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Other', now())`, [other])
    const foreign = await hub.token({ partnerId: other })
    for (const q of [
      person.email,
      person.e164,
      person.id,
      `${person.first_name} ${person.last_name}`,
      `${person.first_name}q ${person.last_name}`,
      'kestrel',
      device.mac,
    ]) {
      expect((await search({ q }, { token: foreign })).items, q).toEqual([])
    }
  })
})

describe('a token that states scopes', () => {
  const narrow = async (scope: string) => {
    const answer = await hub.request('/v1/access_token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: demoAccounts.clientId,
        client_secret: demoAccounts.clientSecret,
        scope,
      }),
    })
    return (answer.json as { access_token: string }).access_token
  }

  it('finds of each kind only what the page of the thing would tell it, by text and by id', async () => {
    const [order] = (await hub.sql('select id, number from orders limit 1')) as { id: string; number: string }[]
    const [customer] = (await hub.sql('select id, name from organizations where id = $1', [demoCustomerId])) as {
      id: string
      name: string
    }[]
    if (!order || !customer) throw new Error('the demo lacks an order')
    const things = {
      user: { q: person.email, id: encodeId('PEOPLE', person.id) },
      device: { q: device.mac, id: encodeId('DEVICE', device.id) },
      organization: { q: customer.name, id: encodeId('ORGANIZATION', customer.id) },
      order: { q: order.number, id: encodeId('ORDER', order.id) },
    }
    const pages = {
      user: directoryApi.getPerson,
      device: directoryApi.getDevice,
      organization: partnersApi.getOrganization,
      order: partnersApi.getCustomer,
    }
    for (const only of new Set(Object.values(lookupApi.searchScopes))) {
      const token = await narrow(only)
      for (const kind of lookupApi.SearchKind.options) {
        expect(lookupApi.searchScopes[kind]).toBe(pages[kind].scope)
        const opens = lookupApi.searchScopes[kind] === only
        for (const q of [things[kind].q, things[kind].id]) {
          const { items } = await search({ q }, { token })
          expect([only, kind, items.some((item) => item.kind === kind)]).toEqual([only, kind, opens])
          expect(items.every((item) => lookupApi.searchScopes[item.kind] === only)).toBe(true)
          const asked = await hub.request(`/v1/search?${new URLSearchParams({ q, kind })}`, { token })
          if (opens) expect(asked.status).toBe(200)
          else expect(asked.json).toMatchObject({ code: 'common.scope_missing' })
        }
      }
    }
    const none = await hub.request('/v1/search?q=aino', { token: await narrow('spark-admin:licenses_read') })
    expect(none.json).toMatchObject({ code: 'common.scope_missing' })
  })

  it('reads on the API page which scope opens which kind', async () => {
    const page = (await hub.request('/openapi.json')).json as { paths: Record<string, { get: object }> }
    expect(page.paths['/v1/search']?.get).toMatchObject({ 'x-scopes': lookupApi.searchScopes })
    expect(page.paths['/v1/search']?.get).not.toHaveProperty('x-scope')
    expect((await hub.request('/docs')).text).toContain('user <code>spark-admin:people_read</code>')
  })
})
