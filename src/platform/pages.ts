import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { allEndpoints } from '../api/index.ts'
import { openApiDocument } from '../api/openapi.ts'
import { docsPage } from './docs-page.ts'
import { Refusal } from './errors.ts'

/** The built console: beside the source when run from it, beside this file's folder in the package. */
const webFolder = [new URL('../../dist/web/', import.meta.url), new URL('../web/', import.meta.url)]
  .map((address) => fileURLToPath(address))
  .find((folder) => existsSync(`${folder}index.html`))

export function isConsoleBuilt(): boolean {
  return webFolder !== undefined
}

/** The API document and its page, the console, and the answers for what is not there. */
export async function servePages(app: FastifyInstance): Promise<void> {
  const document = openApiDocument(allEndpoints)
  const page = docsPage(document)
  app.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document)),
  )
  app.get('/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  if (webFolder) {
    await app.register(fastifyStatic, {
      root: webFolder,
      index: false,
      wildcard: false,
      preCompressed: true,
      // Built names carry a hash of their content; only the page itself may change under its name.
      setHeaders(response, path) {
        response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  const methodsByPattern = allEndpoints.map(({ endpoint }) => ({
    method: endpoint.method,
    pattern: new RegExp(`^${endpoint.path.replace(/\./g, '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
  }))
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const others = methodsByPattern.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    if (others.length > 0) {
      reply.header(
        'allow',
        [...new Set(others.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method)))].join(', '),
      )
      throw new Refusal('common.method_not_allowed')
    }
    const wantsPage =
      ['GET', 'HEAD'].includes(request.method) &&
      !/^\/(v1|identity|health|metrics)(\/|$)/.test(path) &&
      !/\.[a-z0-9]+$/i.test(path)
    if (wantsPage && webFolder) return await reply.header('cache-control', 'no-cache').sendFile('index.html', webFolder)
    throw new Refusal('common.not_found')
  })
}
