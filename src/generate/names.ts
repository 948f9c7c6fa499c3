import { da, de, en, es, fi, fr, it, type LocaleDefinition, nb_NO, nl, pl, pt_BR, pt_PT, sv } from '@faker-js/faker'
import { at, makeRandom, type Random, shuffled } from './random.ts'
import { surnameParts } from './surname-parts.ts'

export const nameLocales = [
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'it',
  'nb_NO',
  'nl',
  'pl',
  'pt_BR',
  'pt_PT',
  'sv',
] as const
export type NameLocale = (typeof nameLocales)[number]

export type PersonName = { first: string; last: string }

/** A name as people of the locale bear it: second given names, double and hyphenated surnames, particles included. */
export function personName(random: Random, locale: NameLocale): PersonName {
  const book = bookOf(locale)
  const given = random.chance(0.5) ? book.female : book.male
  let first = random.pickSkewed(given, 1.8)
  const second = random.next()
  const other = second < book.joinedGiven + book.secondGiven ? random.pickSkewed(given, 1.8) : first
  if (other !== first) first = second < book.joinedGiven ? `${first}-${other}` : `${first} ${other}`
  let last = surname(random, book)
  const double = random.next()
  if (double < book.hyphenated) last = `${last}-${surname(random, book)}`
  else if (double < book.hyphenated + book.doubled) last = `${last} ${surname(random, book)}`
  else if (random.chance(book.particled) && /^\p{Lu}/u.test(last) && !last.includes(' '))
    last = `${random.pick(book.particles)} ${last}`
  return { first: shortened(first), last: shortened(last) }
}

const asciiWords = new Map<string, string>()

/** Lower-case ASCII letters and digits, as mail addresses and host names are made of a name; other characters are left out. */
export function asciiOf(text: string): string {
  const known = asciiWords.get(text)
  if (known !== undefined) return known
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[øœæßłđåðþı]/g, (letter) => ligatures[letter] ?? '')
    .replace(/[^a-z0-9]/g, '')
  // Distinct words are some tens of thousands; whole texts that pass here are not worth more memory than that.
  if (asciiWords.size < 200_000) asciiWords.set(text, folded)
  return folded
}

const ligatures: Record<string, string> = {
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  å: 'a',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

type Book = {
  female: string[]
  male: string[]
  surnames: string[]
  fronts: readonly string[]
  ends: readonly string[]
  particles: readonly string[]
} & Habits

/** Shares of people, each of 1. */
type Habits = {
  secondGiven: number
  joinedGiven: number
  hyphenated: number
  doubled: number
  particled: number
  /** Surnames put together of parts; the others come from the list. */
  built: number
}

const plainHabits: Habits = {
  secondGiven: 0.05,
  joinedGiven: 0.01,
  hyphenated: 0.04,
  doubled: 0.01,
  particled: 0,
  built: 0.4,
}

const sources: Record<
  NameLocale,
  { definition: LocaleDefinition; parts?: string; particles?: readonly string[]; habits?: Partial<Habits> }
> = {
  da: { definition: da, parts: 'da', habits: { doubled: 0.18, built: 0.3 } },
  de: { definition: de, parts: 'de', particles: ['von', 'zu'], habits: { joinedGiven: 0.03, particled: 0.01 } },
  en: { definition: en, parts: 'en', habits: { built: 0.45 } },
  es: {
    definition: es,
    parts: 'es',
    particles: ['de la', 'del'],
    habits: { secondGiven: 0.15, hyphenated: 0, doubled: 0.9, built: 0.25 },
  },
  fi: { definition: fi, parts: 'fi', habits: { joinedGiven: 0.04, built: 0.75 } },
  fr: {
    definition: fr,
    parts: 'fr',
    particles: ['Le', 'de', 'du', 'de La'],
    habits: { joinedGiven: 0.06, particled: 0.06, built: 0.5 },
  },
  it: { definition: it, particles: ['Di', 'De', 'Lo'], habits: { particled: 0.04, built: 0 } },
  nb_NO: { definition: nb_NO, parts: 'nb_NO', habits: { joinedGiven: 0.03, doubled: 0.1, built: 0.6 } },
  nl: {
    definition: nl,
    parts: 'nl',
    particles: ['van', 'de', 'van de', 'van den', 'van der', 'ter', "van 't"],
    habits: { joinedGiven: 0.02, particled: 0.28, built: 0.5 },
  },
  pl: { definition: pl, parts: 'pl' },
  pt_BR: {
    definition: pt_BR,
    parts: 'pt',
    particles: ['da', 'de', 'dos', 'do'],
    habits: { secondGiven: 0.25, hyphenated: 0, doubled: 0.55, particled: 0.12, built: 0.6 },
  },
  pt_PT: {
    definition: pt_PT,
    parts: 'pt',
    particles: ['da', 'de', 'dos', 'do'],
    habits: { secondGiven: 0.2, hyphenated: 0, doubled: 0.5, particled: 0.12, built: 0.4 },
  },
  sv: {
    definition: sv,
    parts: 'sv',
    particles: ['af', 'von'],
    habits: { joinedGiven: 0.05, particled: 0.01, built: 0.6 },
  },
}

const books = new Map<NameLocale, Book>()

function bookOf(locale: NameLocale): Book {
  const known = books.get(locale)
  if (known) return known
  const { definition, parts, particles = [], habits } = sources[locale]
  const person = definition.person
  // The lists are alphabetical; shuffled once, so that the names that come up most do not all begin with A.
  const random = makeRandom('names', locale)
  const listed = (kinds: readonly (readonly string[] | undefined)[]): string[] =>
    shuffled(
      random,
      [...new Set(kinds.flatMap((kind) => kind ?? []))].filter((name) => nameShape.test(name)),
    )
  const book: Book = {
    ...plainHabits,
    ...habits,
    female: listed([person?.first_name?.female, person?.first_name?.generic]),
    male: listed([person?.first_name?.male, person?.first_name?.generic]),
    surnames: listed([person?.last_name?.generic]),
    fronts: parts === undefined ? [] : shuffled(random, surnameParts[parts]?.fronts ?? []),
    ends: parts === undefined ? [] : shuffled(random, surnameParts[parts]?.ends ?? []),
    particles,
  }
  if (particles.length === 0) book.particled = 0
  if (book.fronts.length === 0) book.built = 0
  books.set(locale, book)
  return book
}

/** Import refuses some characters in names of calling users; a made name must never hold them. */
const nameShape = /^[\p{L}][\p{L} '’.-]{0,20}$/u

/** Calling names hold 30 characters at most: of a longer name its first word stays. */
function shortened(name: string): string {
  return name.length <= 30 ? name : name.replace(/[ -][^ -]*$/, '').slice(0, 30)
}

function surname(random: Random, book: Book): string {
  if (!random.chance(book.built)) return random.pickSkewed(book.surnames, 2.2)
  const front = at(book.fronts, random.below(book.fronts.length))
  const end = random.pickSkewed(book.ends, 1.3)
  // No letter three times in a row, as in every spelling of these languages.
  return front.at(-1) === front.at(-2) && front.at(-1) === end[0] ? front + end.slice(1) : front + end
}
