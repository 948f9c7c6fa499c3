import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Seconds that are left: what the hub said by its database's clock, less what has gone since the answer came. The reader's own clock may be wrong;
 * only its pace counts.
 */
export function useSecondsLeft(secondsLeft: number | undefined, answeredAt: number): number {
  const [now, setNow] = useState(() => Date.now())
  const runs = secondsLeft !== undefined && secondsLeft > 0
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [runs])
  return Math.max(0, Math.ceil((secondsLeft ?? 0) - Math.max(0, now - answeredAt) / 1000))
}

/** Time left as a clock shows it, and in days where it is long; and a length as one says it. */
export function useLengths(): { clock: (seconds: number) => string; length: (minutes: number) => string } {
  const { i18n } = useTranslation()
  const say = (value: number, unit: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return {
    clock: (seconds) => {
      if (seconds >= 2 * 86_400) return say(Math.floor(seconds / 86_400), 'day')
      const two = (value: number) => String(value).padStart(2, '0')
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
      return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
    },
    length: (minutes) => {
      if (minutes % 1440 === 0) return say(minutes / 1440, 'day')
      return minutes % 60 === 0 ? say(minutes / 60, 'hour') : say(minutes, 'minute')
    },
  }
}
