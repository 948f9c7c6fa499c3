import type { z } from 'zod'
import { MailKind } from '../../api/mail.ts'
import { isRole, rolePhrases } from '../../api/permissions.ts'
import { isLanguage, type Language } from '../../phrases/languages.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { mailKinds } from './kinds.ts'
import { singleLine } from './send-mail.ts'

export type Rendered = { subject: string; text: string; html: string }

/** What is kept of a mail, as far as its words need it. */
export type Letter = {
  kind: string
  language: string
  to_name: string
  details: unknown
  created_at: Date
  lapses_at: Date
}

/**
 * Subject, text and HTML say the same. Values are put into the sentences as they are and each whole sentence is escaped for HTML, so that
 * no value can bring markup.
 * @param link the whole address behind the button; null where there is none.
 */
export function render(letter: Letter, partnerName: string, link: string | null): Rendered {
  const language: Language = isLanguage(letter.language) ? letter.language : 'en'
  const kind = MailKind.parse(letter.kind)
  const { phrase, values, facts } = sentencesOf(kind, language, letter.details)
  const all = {
    partner: singleLine(partnerName),
    life: durationOf(language, (letter.lapses_at.getTime() - letter.created_at.getTime()) / 1000),
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, singleLine(value)])),
  }
  const say = (name: string) => phraseOf(language, `mail.letter.${phrase}.${name}`, all)
  const name = singleLine(letter.to_name)
  const subject = singleLine(say('subject'))
  const greeting =
    name === '' ? phraseOf(language, 'mail.letter.greetingPlain') : phraseOf(language, 'mail.letter.greeting', { name })
  const facing = facts.map(([label, value]) => ({
    label: phraseOf(language, `mail.letter.facts.${label}`),
    value: singleLine(value),
  }))
  const button = link === null ? null : { label: say('button'), link }
  const parts = {
    language,
    subject,
    greeting,
    before: [say('happened')],
    facts: facing,
    middle: [say('next')],
    button,
    address: phraseOf(language, 'mail.letter.address'),
    after: [say('otherwise')],
    foot: phraseOf(language, 'mail.letter.foot', all),
  }
  return { subject, text: asText(parts), html: asHtml(parts) }
}

type Parts = {
  language: Language
  subject: string
  greeting: string
  before: string[]
  facts: { label: string; value: string }[]
  middle: string[]
  button: { label: string; link: string } | null
  address: string
  after: string[]
  foot: string
}

function asText(parts: Parts): string {
  const blocks = [
    parts.greeting,
    ...parts.before,
    parts.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...parts.middle,
    parts.button ? `${parts.button.label}:\n${parts.button.link}` : '',
    ...parts.after,
    `--\n${parts.foot}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

// Inline styles only: mail programs drop the rest. The colours hold on white and, where a program turns them, on black.
const paragraph = 'margin:0 0 16px'
const quiet = 'margin:0 0 8px;font-size:13px;line-height:20px;color:#5b6670'

function asHtml(parts: Parts): string {
  const paragraphs = (lines: string[]) => lines.map((line) => `<p style="${paragraph}">${escaped(line)}</p>`).join('\n')
  const facts = parts.facts
    .map(
      ({ label, value }) =>
        `<tr><th scope="row" style="padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:normal;color:#5b6670">${escaped(label)}</th><td style="padding:4px 0;vertical-align:top">${escaped(value)}</td></tr>`,
    )
    .join('\n')
  const link = parts.button ? escaped(parts.button.link) : ''
  const button = parts.button
    ? `<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#0b6e6e;color:#ffffff;font-weight:600;text-decoration:none">${escaped(parts.button.label)}</a></p>
<p style="${quiet}">${escaped(parts.address)}<br><a href="${link}" style="color:#0b6e6e;word-break:break-all">${link}</a></p>`
    : ''
  return `<!doctype html>
<html lang="${parts.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(parts.subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1c2429;font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px">
<main style="max-width:560px;margin:0 auto">
<p style="${paragraph}">${escaped(parts.greeting)}</p>
${[paragraphs(parts.before), facts === '' ? '' : `<table style="margin:0 0 16px;border-collapse:collapse">${facts}</table>`, paragraphs(parts.middle), button, paragraphs(parts.after)].filter((block) => block !== '').join('\n')}
<hr style="margin:24px 0;border:0;border-top:1px solid #d5dbdf">
<p style="${quiet}">${escaped(parts.foot)}</p>
</main>
</body>
</html>
`
}

export function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

type Sentences = { phrase: string; values: Record<string, string>; facts: [string, string][] }

function sentencesOf(kind: MailKind, language: Language, details: unknown): Sentences {
  const at = (moment: string) => momentOf(language, moment)
  switch (kind) {
    case 'invitation': {
      const { role, organization } = parsed(mailKinds.invitation.values, details)
      return { phrase: kind, values: { role: roleName(language, role), organization }, facts: [] }
    }
    case 'password_reset':
      return { phrase: kind, values: {}, facts: [] }
    case 'password_changed':
      return { phrase: kind, values: { at: at(parsed(mailKinds.password_changed.values, details).at) }, facts: [] }
    case 'second_factor_changed': {
      const value = parsed(mailKinds.second_factor_changed.values, details)
      return { phrase: `${kind}.${value.change}`, values: { at: at(value.at) }, facts: [] }
    }
    case 'sign_in_warning': {
      const value = parsed(mailKinds.sign_in_warning.values, details)
      return {
        phrase: kind,
        values: {},
        facts: [
          ['browser', value.browser],
          ['at', at(value.at)],
          ['address', value.address],
        ],
      }
    }
    case 'role_changed': {
      const { role, organization, by } = parsed(mailKinds.role_changed.values, details)
      return { phrase: kind, values: { role: roleName(language, role), organization, by }, facts: [] }
    }
    case 'access_requested': {
      const value = parsed(mailKinds.access_requested.values, details)
      const { agent, company, organization } = value
      return {
        phrase: kind,
        values: { agent, company, organization },
        facts: [
          ['agent', agent],
          ['company', company],
          ['organization', organization],
          ['reason', value.reason],
          ['scope', phraseOf(language, `mail.letter.scopes.${value.withoutUsers ? 'withoutUsers' : value.scope}`)],
          ['length', durationOf(language, value.minutes * 60)],
        ],
      }
    }
    case 'access_decided': {
      const value = parsed(mailKinds.access_decided.values, details)
      const { organization, by } = value
      const until = value.decision === 'granted' ? { until: at(value.until) } : {}
      return { phrase: `${kind}.${value.decision}`, values: { organization, by, ...until }, facts: [] }
    }
    case 'access_ended': {
      const value = parsed(mailKinds.access_ended.values, details)
      const { agent, organization } = value
      return {
        phrase: kind,
        values: { agent, organization, at: at(value.at) },
        facts: [['endedBy', value.endedBy]],
      }
    }
    case 'token_made': {
      const value = parsed(mailKinds.token_made.values, details)
      return {
        phrase: kind,
        values: { name: value.name, at: at(value.at) },
        facts: [
          ['token', value.name],
          ['scope', value.scopes],
          ['until', at(value.until)],
        ],
      }
    }
    case 'account_disabled': {
      const value = parsed(mailKinds.account_disabled.values, details)
      return { phrase: kind, values: { organization: value.organization, at: at(value.at) }, facts: [] }
    }
  }
}

function parsed<Shape extends z.ZodType>(shape: Shape, details: unknown): z.output<Shape> {
  return shape.parse(details)
}

function roleName(language: Language, role: string): string {
  return isRole(role) ? phraseOf(language, rolePhrases[role]) : role
}

/** In UTC and saying so: where the reader sits is not known. */
function momentOf(language: Language, moment: string): string {
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${written.format(new Date(moment))} UTC`
}

/** The largest unit that says it without a fraction: 7 days, 1 hour, 90 minutes. */
function durationOf(language: Language, seconds: number): string {
  const whole = Math.round(seconds / 60) * 60
  const [unit, size] =
    whole >= 86_400 && whole % 86_400 === 0
      ? (['day', 86_400] as const)
      : whole >= 3600 && whole % 3600 === 0
        ? (['hour', 3600] as const)
        : (['minute', 60] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(whole / size)
}
