import { drawnWith } from '#server/node/app-page.ts'
import { closure, firstPaint, gzKb, readManifest, viewsOf } from './build-weight.ts'

/**
 * Weighs the build. Budget (design.md 9): 200 kB gz of JavaScript before the first widget paints, view chunks aside; that
 * is the entry, the dashboard page and the canvas with everything they import statically. No mock code may ship.
 */
const firstPaintBudget = 200
const viewBudget = 130

const manifest = readManifest()
const keys = Object.keys(manifest)
const paint = firstPaint(manifest)
const weigh = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzKb(file), 0)
const problems: string[] = []

const first = weigh(paint.values())
process.stdout.write(`before the first widget paints: ${first.toFixed(1)} kB gz of ${firstPaintBudget}\n`)
for (const file of paint.values()) process.stdout.write(`  ${gzKb(file).toFixed(1).padStart(7)}  ${file}\n`)
if (first > firstPaintBudget) problems.push(`first paint needs ${first.toFixed(1)} kB gz, budget is ${firstPaintBudget}`)

for (const key of viewsOf(manifest)) {
  const kb = weigh([...closure(manifest, [key])].filter(([k]) => !paint.has(k)).map(([, file]) => file))
  process.stdout.write(`${key}: ${kb.toFixed(1)} kB gz of ${viewBudget}\n`)
  if (kb > viewBudget) problems.push(`${key} needs ${kb.toFixed(1)} kB gz, budget is ${viewBudget}`)
}

for (const name of drawnWith.flatMap(({ chunks }) => chunks))
  if (!keys.some((k) => manifest[k]?.name === name)) problems.push(`the server asks ahead for a chunk named ${name}, which the build does not have`)

const mocks = keys.filter((k) => k.startsWith('mocks/') || k.startsWith('src/server/') || /node_modules\/msw\//.test(k))
if (mocks.length > 0) problems.push(`mock or server code is in the production build: ${mocks.join(', ')}`)

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
