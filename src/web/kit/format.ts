import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Numbers, dates and sizes in the reader's manner. Absolute times are shown in the reader's own time zone. */
export function useFormat() {
  const { i18n } = useTranslation()
  return useMemo(() => formatsOf(regional(i18n.language)), [i18n.language])
}

/** The reader's own region where the browser names one for this language: days and months differ within English. */
function regional(language: string): string {
  const base = language.split('-')[0]
  return navigator.languages.find((tag) => tag.split('-')[0] === base && isTag(tag)) ?? language
}

/** Some systems name a locale of their own (`en-US@posix`) that no format takes. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

export type Formats = ReturnType<typeof formatsOf>

const daySeconds = 86_400
/** From so many days on a unit is counted in: of a small number of anything the rest would be as long as what is told. */
const longUnits: readonly [Intl.RelativeTimeFormatUnit, from: number, days: number][] = [
  ['year', 730, 365.25],
  ['month', 63, 30.44],
  ['week', 14, 7],
]

/** Days of the calendar between two moments, in the reader's own time zone: what was late in the evening is yesterday in the morning. */
function calendarDays(from: number, to: number): number {
  const [first, last] = [new Date(from), new Date(to)]
  return Math.round((last.setHours(0, 0, 0, 0) - first.setHours(0, 0, 0, 0)) / 1000 / daySeconds)
}

export function formatsOf(language: string) {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' })
  const dateAndClock = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const counted = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
  const tongues = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' })

  return {
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    date: (iso: string) => date.format(new Date(iso)),
    /** To be told from its neighbours: the time of today to the second, with its date where it is of another day. */
    moment: (iso: string, now = Date.now()) => {
      const at = new Date(iso)
      return at.toDateString() === new Date(now).toDateString() ? clock.format(at) : dateAndClock.format(at)
    },
    exact: (iso: string) => exact.format(new Date(iso)),
    /** The time of day, with its date where that is not today. */
    until: (iso: string, now = new Date()) => {
      const at = new Date(iso)
      return (at.toDateString() === now.toDateString() ? time : dateAndClock).format(at)
    },
    /** Coarse on purpose: the exact time is one hover away. Counted, and never “last month”, which may be eight weeks or one day. */
    relative: (iso: string, now = Date.now()) => {
      const at = new Date(iso).getTime()
      const seconds = (at - now) / 1000
      const away = Math.abs(seconds)
      if (away < 60) return relative.format(0, 'second')
      if (away < 3600) return relative.format(Math.trunc(seconds / 60), 'minute')
      if (away < daySeconds) return relative.format(Math.trunc(seconds / 3600), 'hour')
      const days = calendarDays(now, at)
      for (const [unit, from, size] of longUnits)
        if (Math.abs(days) >= from) return counted.format(Math.round(days / size), unit)
      return relative.format(days, 'day')
    },
    duration: (seconds: number) => {
      const [unit, size] =
        seconds >= 5400
          ? (['hour', 3600] as const)
          : seconds >= 90
            ? (['minute', 60] as const)
            : (['second', 1] as const)
      const format = new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        maximumFractionDigits: 0,
      })
      return format.format(Math.max(1, Math.round(seconds / size)))
    },
    bytes: (count: number) => {
      const [unit, size] =
        count >= 1e6
          ? (['megabyte', 1e6] as const)
          : count >= 1e3
            ? (['kilobyte', 1e3] as const)
            : (['byte', 1] as const)
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
      }).format(count / size)
    },
    country: (code: string) => named(regions, code),
    language: (code: string) => named(tongues, code.replace('_', '-')),
    list: (items: readonly string[]) => new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(items),
  }
}

function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
