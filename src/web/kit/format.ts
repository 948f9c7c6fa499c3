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

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export function formatsOf(language: string) {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' })
  const dateAndClock = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
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
    /** Coarse on purpose: the exact time is one hover away. */
    relative: (iso: string, now = Date.now()) => {
      const seconds = (new Date(iso).getTime() - now) / 1000
      for (const [unit, size] of units)
        if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
      return relative.format(0, 'second')
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
