import pino from 'pino'

export type Log = {
  debug(data: object, message: string): void
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/**
 * Structured lines on standard error, so that standard output stays for answers. Personal data is kept out by rule (callers give ids, counts
 * and codes) and, as a second line, by removing the keys that could hold some.
 */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', 'email', 'token', 'authorization', 'cookie', '*.password', '*.email', '*.token'],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
