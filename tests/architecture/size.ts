import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Weighs the build. Budget (design.md 9): 200 kB gz of JavaScript before the first widget paints, view chunks aside; that
 * is the entry, the dashboard page and the canvas with everything they import statically. No mock code may ship.
 */
interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

const firstPaintBudget = 200
const viewBudget = 130
const dist = 'dist'
// Vite's own manifest format.
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

const gzKb = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000

/** The chunk and all it imports statically. */
function closure(roots: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const root of roots) visit(root)
  return seen
}

const weigh = (keys: ReadonlySet<string>): number => [...keys].reduce((sum, key) => sum + gzKb(manifest[key]?.file ?? ''), 0)

const keys = Object.keys(manifest)
const firstPaint = closure(['index.html', ...keys.filter((k) => /^src\/web\/(pages\/dashboard\/|canvas\/Canvas|widgets\/WidgetHost)/.test(k))])
const problems: string[] = []

const first = weigh(firstPaint)
process.stdout.write(`before the first widget paints: ${first.toFixed(1)} kB gz of ${firstPaintBudget}\n`)
for (const key of firstPaint)
  process.stdout.write(
    `  ${gzKb(manifest[key]?.file ?? '')
      .toFixed(1)
      .padStart(7)}  ${manifest[key]?.file}\n`,
  )
if (first > firstPaintBudget) problems.push(`first paint needs ${first.toFixed(1)} kB gz, budget is ${firstPaintBudget}`)

for (const key of keys.filter((k) => /^src\/web\/views\/[^/]+\/[A-Z]\w*View\.tsx$/.test(k))) {
  const own = [...closure([key])].filter((k) => !firstPaint.has(k))
  const kb = weigh(new Set(own))
  process.stdout.write(`${key}: ${kb.toFixed(1)} kB gz of ${viewBudget}\n`)
  if (kb > viewBudget) problems.push(`${key} needs ${kb.toFixed(1)} kB gz, budget is ${viewBudget}`)
}

const mocks = keys.filter((k) => k.startsWith('mocks/') || k.startsWith('src/server/') || /node_modules\/msw\//.test(k))
if (mocks.length > 0) problems.push(`mock or server code is in the production build: ${mocks.join(', ')}`)

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
