type Json = Record<string, unknown>

const style = `
:root{color-scheme:light dark;--ink:#1b1d1c;--soft:#5c615f;--line:#e4e3df;--bg:#f7f7f5;--panel:#fff;--accent:#0b6b63}
@media (prefers-color-scheme:dark){:root{--ink:#e9ecea;--soft:#a3aba8;--line:#2c3230;--bg:#131615;--panel:#1a1e1d;--accent:#4fb8ad}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 Inter,system-ui,sans-serif;color:var(--ink);background:var(--bg)}
main{max-width:960px;margin:0 auto;padding:32px 20px 80px}h1{font-size:26px;margin:0 0 8px}h2{font-size:18px;margin:36px 0 8px}
p{margin:6px 0}a{color:var(--accent)}.soft{color:var(--soft)}
details{background:var(--panel);border:1px solid var(--line);border-radius:8px;margin:8px 0}summary{padding:10px 14px;cursor:pointer;overflow-wrap:anywhere}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}details>div{padding:2px 14px 14px;overflow-x:auto}
code,pre{font:13px/1.45 ui-monospace,"DejaVu Sans Mono",monospace}pre{background:var(--bg);padding:10px;border-radius:6px;overflow:auto;margin:6px 0}
b.m{display:inline-block;min-width:62px;font:600 12px/1 ui-monospace,monospace;color:var(--accent)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;font-size:14px}
nav{display:flex;flex-wrap:wrap;gap:4px 14px}p code{overflow-wrap:anywhere}`

/** The API document as a page that reads well without scripts. */
export function docsPage(document: Json): string {
  const info = record(document['info'])
  const paths = Object.entries(record(document['paths']))
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(record(methods)).map(([method, operation]) => ({ path, method, operation: record(operation) })),
  )
  const tags = [...new Set(operations.map(({ operation }) => String(list(operation['tags'])[0])))]
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Cordboard API</title><style>${style}</style></head>
<body><main>
<h1>Cordboard API</h1>
<p>${prose(String(info['description']))}</p>
<p class="soft">Send <code>Authorization: Bearer …</code> with a token from <code>POST /v1/access_token</code>. Lists go on by the <code>Link</code> header. Every refusal is
<code>{message, code, errors[], trackingId}</code>. The document for machines: <a href="/openapi.json">openapi.json</a>.</p>
<nav aria-label="Areas">${tags.map((tag) => `<a href="#${html(tag)}">${html(tag)}</a>`).join('')}</nav>
${tags
  .map(
    (tag) =>
      `<h2 id="${html(tag)}">${html(tag)}</h2>${operations
        .filter(({ operation }) => list(operation['tags'])[0] === tag)
        .map(operationPart)
        .join('')}`,
  )
  .join('')}
</main></body></html>`
}

function scopePart(operation: Json): string {
  const code = (scope: unknown) => `<code>${html(String(scope))}</code>`
  if (operation['x-scope']) return `, scope ${code(operation['x-scope'])}`
  const parts = Object.entries(record(operation['x-scopes']))
  if (parts.length === 0) return ''
  return `, and a scope for each part of the answer: ${parts.map(([part, scope]) => `${html(part)} ${code(scope)}`).join(', ')}`
}

function operationPart({ path, method, operation }: { path: string; method: string; operation: Json }): string {
  const parameters = list(operation['parameters']).map(record)
  const body = record(record(operation['requestBody'])['content'])
  const responses = Object.entries(record(operation['responses']))
  const open = Array.isArray(operation['security']) && operation['security'].length === 0
  return `<details><summary><b class="m">${method.toUpperCase()}</b> <code>${html(path)}</code><br><span class="soft">${prose(String(operation['summary']))}</span></summary><div>
<p class="soft">${open ? 'Open without credentials.' : `Needs ${html(String(operation['x-permission'] ?? 'a session or token'))}${scopePart(operation)}.`}</p>
${
  parameters.length > 0
    ? `<table><thead><tr><th>Parameter</th><th>In</th><th>Shape</th></tr></thead><tbody>${parameters
        .map(
          (parameter) =>
            `<tr><td><code>${html(String(parameter['name']))}</code>${parameter['required'] ? ' *' : ''}</td><td>${html(String(parameter['in']))}</td><td><code>${html(shape(parameter['schema']))}</code>${note(parameter['schema'])}</td></tr>`,
        )
        .join('')}</tbody></table>`
    : ''
}
${Object.entries(body)
  .map(
    ([type, content]) =>
      `<p>Body <code>${html(type)}</code></p><pre>${html(shape(record(content)['schema'], 0))}</pre>`,
  )
  .join('')}
${responses
  .map(([status, response]) => {
    const json = record(record(record(response)['content'])['application/json'])['schema']
    const shown = status.startsWith('2') && json ? `<pre>${html(shape(json, 0))}</pre>` : ''
    return `<p><code>${status}</code> ${prose(String(record(response)['description']))}</p>${shown}`
  })
  .join('')}
</div></details>`
}

/** A schema in one readable line, or indented from `depth` on. */
function shape(schema: unknown, depth?: number): string {
  const node = record(schema)
  if (Array.isArray(node['enum'])) return node['enum'].map(String).join(' | ')
  if (node['const'] !== undefined) return JSON.stringify(node['const'])
  if (Array.isArray(node['anyOf'])) return node['anyOf'].map((part) => shape(part, depth)).join(' | ')
  if (typeof node['$ref'] === 'string') return node['$ref'].split('/').at(-1) ?? ''
  if (node['type'] === 'array') return `[${shape(node['items'], depth)}]`
  if (node['type'] === 'object' && node['properties']) {
    const required = list(node['required'])
    const inner = depth === undefined ? undefined : depth + 1
    const parts = Object.entries(record(node['properties'])).map(
      ([name, part]) => `${name}${required.includes(name) ? '' : '?'}: ${shape(part, inner)}`,
    )
    if (depth === undefined) return `{ ${parts.join(', ')} }`
    const indent = '  '.repeat(depth + 1)
    return `{\n${indent}${parts.join(`\n${indent}`)}\n${'  '.repeat(depth)}}`
  }
  return String(node['type'] ?? 'any')
}

function note(schema: unknown): string {
  const { description } = record(schema)
  return typeof description === 'string' ? `<br><span class="soft">${prose(description)}</span>` : ''
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The document writes code between backticks. */
function prose(text: string): string {
  return html(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
