import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const source = join(root, 'src')
const files = walk(source).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))

// From the left to the right: an area may know those before it.
const areas = [
  'audit',
  'lookup',
  'mail',
  'partners',
  'identity',
  'machines',
  'administrators',
  'access',
  'packages',
  'directory',
  'imports',
  'helpdesk',
]

/** Which side may import which; the picture of docs/architecture.md as a table. */
const sides: Record<string, readonly string[]> = {
  phrases: [],
  api: ['phrases'],
  platform: ['api', 'phrases'],
  hub: ['platform', 'api', 'phrases'],
  web: ['api', 'phrases'],
  cli: ['api', 'phrases'],
  // Made-up data writes what the areas own, so it stands beside the composition root.
  generate: ['hub', 'platform', 'api', 'phrases'],
  'main.ts': ['hub', 'platform', 'api', 'phrases', 'generate'],
}

describe('the house', () => {
  it('has every file on a known side', () => {
    expect(files.length).toBeGreaterThan(60)
    for (const file of files) expect(Object.keys(sides), file).toContain(sideOf(file))
  })

  it('lets each side import only the sides it may know', () => {
    for (const { file, target } of imports()) {
      const from = sideOf(file)
      const to = sideOf(target)
      if (from === to) continue
      const lazily =
        from === 'cli' && to === 'main.ts' && /await import\('[^']*main\.ts'\)/.test(readFileSync(file, 'utf8'))
      expect(lazily || sides[from]?.includes(to), `${short(file)} imports ${short(target)}`).toBe(true)
    }
  })

  it('saves files in the browser in one way', () => {
    // The address of a file that is given up too early leaves some browsers without it.
    const saving = files.filter((file) => readFileSync(file, 'utf8').includes('createObjectURL')).map(short)
    expect(saving).toEqual(['src/web/kit/save-file.ts'])
  })

  it('lets an area import other areas by their index only, and only those to its left', () => {
    for (const { file, target } of imports()) {
      const from = areaOf(file)
      const to = areaOf(target)
      if (!to || from === to || file.endsWith('.test.ts')) continue
      if (from) expect(areas.indexOf(to), `${short(file)} imports ${short(target)}`).toBeLessThan(areas.indexOf(from))
      expect(target.endsWith('/index.ts'), `${short(file)} reaches past the door of ${to}`).toBe(true)
    }
  })

  it('names every area in the picture', () => {
    expect(readdirSync(join(source, 'hub')).sort()).toEqual([...areas].sort())
  })

  it('keeps files short: none over 600 lines, nine in ten under 350', () => {
    const lengths = files
      .filter((file) => !file.endsWith('platform/tables.ts'))
      .map((file) => ({ file: short(file), lines: readFileSync(file, 'utf8').split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 600)).toEqual([])
    expect(lengths.filter(({ lines }) => lines > 350).length / lengths.length).toBeLessThan(0.1)
  })

  it('lets the audit alone ask the owner’s login to remove rows', () => {
    const asking = files.filter((file) => areaOf(file) && readFileSync(file, 'utf8').includes('removeRows'))
    expect(asking.map(short).sort()).toEqual(['src/hub/audit/jobs.ts', 'src/hub/audit/remove.ts'])
  })

  it('has no file named for nothing', () => {
    for (const file of files)
      expect(/(^|\/)(utils?|helpers?|manager|service|types)\.tsx?$/.test(file), short(file)).toBe(false)
  })

  it('lets the contract and the phrases run anywhere: nothing of Node, nothing of the browser', () => {
    for (const file of files.filter((each) => ['api', 'phrases'].includes(sideOf(each)))) {
      expect(/from '(node:|fastify|pg|kysely|react)/.test(readFileSync(file, 'utf8')), short(file)).toBe(false)
    }
  })

  it('uses any, ! and as only where they are excused', () => {
    for (const file of files.filter((each) => !sideOf(each).startsWith('platform') && !each.endsWith('.test.ts'))) {
      const casts = readFileSync(file, 'utf8')
        // SQL names its columns with `as` too, and stands in templates.
        .replace(/`(?:\\.|[^`\\])*`/g, '``')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && !/^\s*(import|export) /.test(line))
        .filter(
          (line) =>
            /[\w)\]}>`] as (?!const\b)[A-Z{(\w]/.test(line.replace(/(['"])(?:(?!\1).)*\1/g, "''")) &&
            !/\b(name|title|label)s? as\b/.test(line),
        )
      expect(casts, short(file)).toEqual([])
    }
  })

  it('fetches parts of the console only by what waits for a hub that is away', () => {
    const web = files.filter((each) => sideOf(each) === 'web')
    const all = web.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bimport\('[^']+'\)/g)])
    const waiting = web.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\b(?:part|lazyPage)\(\s*\(\) => import\('[^']+'\)/g),
    ])
    // The phrases, of which one file is fetched by the name of its language.
    const phrases = readFileSync(join(source, 'web/kit/language.ts'), 'utf8')
    expect(phrases).toContain('part(files[wanted])')
    expect(waiting.length).toBeGreaterThan(40)
    expect(all.length).toBe(waiting.length + [...phrases.matchAll(/\bimport\('/g)].length)
  })

  it('lets only the outbound module open connections to the outside', () => {
    for (const file of files.filter((each) => sideOf(each) === 'hub' || sideOf(each) === 'platform')) {
      if (file.endsWith('platform/outbound.ts')) continue
      const text = readFileSync(file, 'utf8')
      expect(/from 'node:https?'|(?<![.\w])fetch\(/.test(text), short(file)).toBe(false)
    }
  })
})

function imports(): { file: string; target: string }[] {
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].flatMap(([, path = '']) => {
      const target = resolve(dirname(file), path)
      return target.startsWith(source) && /\.tsx?$/.test(target) ? [{ file, target }] : []
    })
  })
}

function sideOf(file: string): string {
  return relative(source, file).split('/')[0] ?? ''
}

function areaOf(file: string): string | null {
  const [side, area] = relative(source, file).split('/')
  return side === 'hub' && area ? area : null
}

function short(file: string): string {
  return relative(root, file)
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
