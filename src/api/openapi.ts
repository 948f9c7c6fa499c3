import { z } from 'zod'
import { Problem } from './common.ts'
import { type EndpointDefinition, linkHeader } from './endpoint.ts'
import { errors } from './errors.ts'
import { onBehalfParameter, takesOnBehalf } from './on-behalf.ts'
import { openingScopes } from './scopes.ts'

type Json = Record<string, unknown>

/** Refusals that come before or around a handler, by endpoint. */
function statusesOf(endpoint: EndpointDefinition): number[] {
  const statuses = new Set<number>([429, 500, 503])
  if (endpoint.needs !== 'anyone') statuses.add(401).add(403)
  if (endpoint.query || endpoint.body || endpoint.upload) statuses.add(400)
  if (endpoint.params) statuses.add(404)
  if (endpoint.body || endpoint.upload) statuses.add(413).add(415)
  for (const code of endpoint.refuses) statuses.add(errors[code].status)
  statuses.delete(200)
  return [...statuses].sort((one, other) => one - other)
}

const statusTexts: Record<number, string> = {
  400: 'The input does not fit; errors[] says what and where.',
  401: 'No session or token, or one that does not hold.',
  403: 'Known, but not allowed.',
  404: 'Not there, or not yours to see.',
  409: 'Breaks a rule of the system.',
  410: 'Was there, and is kept no longer.',
  413: 'Too large.',
  415: 'A content type that is not taken here.',
  428: 'A confirmation is needed.',
  429: 'Too many requests; Retry-After gives whole seconds.',
  500: 'The hub failed; the tracking id finds it in the log.',
  503: 'Not ready; Retry-After gives whole seconds.',
}

/**
 * OpenAPI 3.1 of these endpoints, each path written whole.
 * Resources that existing clients know keep the shapes of the Webex developer API (CC BY 4.0, attribution in `info`).
 */
export function openApiDocument(
  endpoints: readonly { area: string; name: string; endpoint: EndpointDefinition }[],
  server?: string,
): Json {
  const paths: Record<string, Json> = {}
  for (const { area, name, endpoint } of endpoints) {
    const path = endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(area, name, endpoint) }
  }
  const plain = (summary: string, type: string, more: Json = {}) => ({
    get: {
      summary,
      operationId: summary.replace(/\W+/g, '_'),
      tags: ['platform'],
      security: [],
      responses: { 200: { description: 'OK', content: { [type]: {} } }, ...more },
    },
  })
  paths['/health/live'] = plain('The process answers.', 'application/json')
  paths['/health/ready'] = plain('Everything is served.', 'application/json', {
    503: { description: '`status` says why: starting, stopping, or database_away.' },
  })
  paths['/metrics'] = plain('Metrics for Prometheus.', 'text/plain')
  paths['/openapi.json'] = plain('This document.', 'application/json')
  paths['/docs'] = plain('This document as a page.', 'text/html')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cordboard',
      version: '1',
      description:
        'The API of the partner hub. People, organizations, licenses, locations, devices and roles keep the paths, names, ids, paging and errors of the public Webex developer API, so that existing clients work by changing the base URL. Those shapes are derived from the OpenAPI files published by Cisco in webex/webex-openapi-specs, CC BY 4.0.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server ?? '/' }],
    security: [{ bearer: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(({ area }) => area)), 'platform'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-cordboard' },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  }
}

function operation(area: string, name: string, endpoint: EndpointDefinition): Json {
  const parameters = [
    ...parametersOf(endpoint.params, 'path'),
    ...parametersOf(endpoint.query, 'query'),
    ...(endpoint.link
      ? [
          {
            name: linkHeader,
            in: 'header',
            required: false,
            description: 'The token of a one-time link, which stands behind the # of the link.',
            schema: { type: 'string' },
          },
        ]
      : []),
    ...(takesOnBehalf(endpoint)
      ? [{ name: onBehalfParameter, in: 'query', required: false, schema: { type: 'string' } }]
      : []),
  ]
  const success = String(endpoint.status ?? 200)
  const headers: Json = { trackingid: { schema: { type: 'string' }, description: 'Finds the request in the log.' } }
  if (endpoint.paged)
    headers['Link'] = { schema: { type: 'string' }, description: 'RFC 8288; rel="next" while there is more.' }
  const content = endpoint.reply
    ? { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } }
    : endpoint.replyType
      ? { [endpoint.replyType]: { schema: { type: 'string' } } }
      : undefined
  const responses: Json = { [success]: { description: 'Done.', headers, ...(content ? { content } : {}) } }
  for (const status of statusesOf(endpoint)) {
    const codes = endpoint.refuses.filter((code) => errors[code].status === status)
    responses[String(status)] = {
      description: `${statusTexts[status] ?? 'Refused.'}${codes.length > 0 ? ` Codes: ${codes.join(', ')}.` : ''}`,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return {
    operationId: name,
    tags: [area],
    summary: endpoint.summary,
    ...(endpoint.needs === 'anyone' ? { security: [] } : { 'x-permission': endpoint.needs, ...scopeFields(endpoint) }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(endpoint),
    responses,
  }
}

/** `x-scope` is the one that a token needs; where parts of the answer have their own, `x-scopes` names each part's, and any lets in. */
function scopeFields(endpoint: EndpointDefinition): Json {
  if (endpoint.scopes) return { 'x-scopes': endpoint.scopes }
  const [scope] = openingScopes(endpoint)
  return scope === undefined ? {} : { 'x-scope': scope }
}

function bodyOf(endpoint: EndpointDefinition): Json {
  if (endpoint.upload) {
    const file = { schema: { type: 'string', format: 'binary' } }
    return {
      requestBody: {
        required: true,
        content: {
          'text/csv': file,
          'multipart/form-data': {
            schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
          },
        },
      },
    }
  }
  if (!endpoint.body) return {}
  const schema = schemaOf(endpoint.body, 'input')
  const content: Json = { 'application/json': { schema } }
  if (endpoint.bodyType === 'form') content['application/x-www-form-urlencoded'] = { schema }
  return { requestBody: { required: !endpoint.body.safeParse(undefined).success, content } }
}

function parametersOf(shape: z.ZodObject | undefined, where: 'path' | 'query'): Json[] {
  if (!shape) return []
  const schema = schemaOf(shape, 'input')
  const properties = schema['properties'] ?? {}
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, '~standard': _standard, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema
}
