import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file, whose time is bounded where it is read. */
    takesFile?: boolean
  }
}

/**
 * A body that is read whole before it is looked at has so long to come: it may have 1 MB, and a connection that sends a byte now and then would be
 * held for ever. What has not come by then is refused as too slow.
 */
export function boundBodies(app: FastifyInstance, milliseconds: number): void {
  app.addHook('preParsing', async (request: FastifyRequest, _reply, payload) => {
    if (request.routeOptions.config.takesFile || request.raw.complete) return payload
    const end = () => {
      clearTimeout(timer)
      payload.off('end', end).off('close', end)
    }
    const timer = setTimeout(() => {
      end()
      // Whoever reads the body takes this for its end; where nobody reads it, nobody shall be told.
      payload.on('error', () => {})
      payload.emit('error', new Refusal('common.too_slow'))
    }, milliseconds)
    timer.unref()
    payload.on('end', end).on('close', end)
    return payload
  })
}
