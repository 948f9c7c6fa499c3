import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MailKind, MailState } from '../../api/mail.ts'
import { type Language, languages } from '../../phrases/languages.ts'
import { type Letter, render } from './render.ts'
import { mayMove } from './states.ts'

const at = '2026-11-21T13:05:00.000Z'
/** Every kind, with every way it can be told. */
const samples: Record<MailKind, object[]> = {
  invitation: [{ role: 'id_full_admin', organization: 'Harbour Pilots' }],
  password_reset: [{}],
  password_changed: [{ at }],
  second_factor_changed: [
    { change: 'on', at },
    { change: 'off', at },
    { change: 'codes', at },
  ],
  sign_in_warning: [{ browser: 'Firefox on Windows', at, address: '192.0.2.7' }],
  role_changed: [{ role: 'atlas-portal.partner.helpdesk', organization: 'Harbour Pilots', by: 'Tove Lind' }],
  access_requested: [
    {
      agent: 'Tove Lind',
      company: 'Northern Voice',
      organization: 'Harbour Pilots',
      reason: 'Phones do not ring',
      scope: 'full',
      minutes: 120,
    },
    {
      agent: 'Ivo Ahn',
      company: 'Northern Voice',
      organization: 'Harbour Pilots',
      reason: 'Phones do not ring',
      scope: 'full',
      withoutUsers: true,
      minutes: 120,
    },
  ],
  access_decided: [
    { decision: 'granted', organization: 'Harbour Pilots', by: 'Aino Berg', until: at },
    { decision: 'refused', organization: 'Harbour Pilots', by: 'Aino Berg' },
  ],
  access_ended: [{ agent: 'Tove Lind', organization: 'Harbour Pilots', endedBy: 'Aino Berg', at }],
  account_disabled: [{ organization: 'Harbour Pilots', at }],
  token_made: [{ name: 'Nightly report', scopes: 'spark-admin:people_read', at, until: at }],
}

function letter(kind: MailKind, details: object, language: Language, name = 'Aino Berg'): Letter {
  const created = new Date(at)
  return {
    kind,
    language,
    to_name: name,
    details,
    created_at: created,
    lapses_at: new Date(created.getTime() + 3600_000),
  }
}

const everyLetter = Object.keys(languages).flatMap((language) =>
  MailKind.options.flatMap((kind) =>
    samples[kind].map((details) => ({ kind, details, language: language as Language })),
  ),
)

/** What a reader sees of HTML, as one line. */
function seen(html: string): string {
  return html
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

describe('every kind of mail in every language', () => {
  it.each(everyLetter)(
    '$language $kind $details lacks nothing and says the same twice',
    ({ kind, details, language }) => {
      const { subject, text, html } = render(
        letter(kind, details, language),
        'Northern Voice',
        'https://hub.test/x?token=1',
      )
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(/\{\{|\}\}|mail\.letter|identity\.roles|undefined|\bnull\b|NaN|Invalid/)
        expect(part.trim()).not.toBe('')
      }
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).not.toMatch(/<style|<script|<link|<img|class=/)
      const shown = seen(html)
      for (const line of text.split('\n').filter((each) => each !== '' && each !== '--')) {
        // A fact is "label: value" in text and two cells in HTML; the button's label ends with a colon in text only.
        const words = line.startsWith('http') ? [line] : line.split(': ').map((part) => part.replace(/:$/, ''))
        for (const part of words) expect(shown, line).toContain(part)
      }
      expect(text).toContain('https://hub.test/x?token=1')
      expect(html).toContain('href="https://hub.test/x?token=1"')
    },
  )

  it('differ from one language to the next', () => {
    expect(everyLetter.length).toBe(5 * 15)
    const subjects = everyLetter.map(
      ({ kind, details, language }) => render(letter(kind, details, language), 'P', null).subject,
    )
    expect(new Set(subjects).size).toBe(everyLetter.length)
  })

  it('name the life of the link and the role in the words of the language', () => {
    const dutch = render(letter('invitation', samples.invitation[0] ?? {}, 'nl'), 'P', 'https://hub.test/x').text
    expect(dutch).toMatch(/1 uur geldig/)
    const finnish = render(letter('access_requested', samples.access_requested[0] ?? {}, 'fi'), 'P', null).text
    expect(finnish).toContain('Kesto: 2 tuntia')
  })
})

describe('a value in a mail', () => {
  const nasty = '<script>alert("1")</script> & $t(shell.product) {{partner}}\r\nBcc: everyone@example.test'

  it('brings no markup, no sentence of ours and no line of its own', () => {
    for (const { kind, details, language } of everyLetter) {
      const spoiled = Object.fromEntries(
        Object.entries(details).map(([key, value]) => [
          key,
          typeof value === 'string' && !['change', 'scope', 'decision', 'at', 'until'].includes(key) ? nasty : value,
        ]),
      )
      const { subject, text, html } = render(
        letter(kind, spoiled, language, nasty),
        nasty,
        'https://hub.test/"><script>',
      )
      expect(html).not.toContain('<script')
      expect(html).toContain('&lt;script&gt;')
      expect(text).toContain('{{partner}}')
      expect(text).toContain('$t(shell.product)')
      expect(subject).not.toMatch(/[\r\n]/)
      expect(text).not.toMatch(/^Bcc:/m)
    }
  })
})

describe('the state of a mail', () => {
  it('never goes back, whatever is reported in whatever order', () => {
    const rank = ['queued', 'waiting', 'sent', 'delivered', 'bounced_soft', 'bounced_hard', 'complained']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MailState.options), { maxLength: 30 }), (reports) => {
        let state: MailState = 'queued'
        let highest = 0
        for (const report of reports) {
          const next: MailState = mayMove(state, report) ? report : state
          const here = rank.indexOf(
            next === 'delayed' ? 'waiting' : ['failed', 'rejected', 'suppressed'].includes(next) ? 'sent' : next,
          )
          expect(here).toBeGreaterThanOrEqual(highest)
          highest = here
          state = next
        }
      }),
    )
  })

  it('lets a bounce correct a delivery, and nothing correct a complaint', () => {
    expect(mayMove('sent', 'bounced_hard')).toBe(true)
    expect(mayMove('delivered', 'bounced_hard')).toBe(true)
    expect(mayMove('rejected', 'sent')).toBe(false)
    expect(mayMove('delayed', 'waiting')).toBe(true)
    for (const state of MailState.options) expect(mayMove('complained', state)).toBe(false)
  })
})
