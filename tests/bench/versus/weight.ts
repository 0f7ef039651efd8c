import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Compared } from './compared.ts'

const folder = '.cache/bench-peers'

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

function closure(manifest: Manifest, root: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || seen.has(chunk.file)) return
    seen.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit(root)
  return seen
}

const gzKb = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000

/** Everything a table needs that the page around it does not, ours with words, menus and filters; React is there already. */
export function weighGrids(): Compared {
  // Vite's own manifest format.
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const of = (source: string): ReadonlySet<string> => {
    const key = Object.keys(manifest).find((k) => k.endsWith(source))
    if (key === undefined) throw new Error(`no chunk of ${source} in the build of the peers`)
    return closure(manifest, key)
  }
  const around = of('versus/ours.tsx')
  const page = of('page.html')
  const weigh = (files: ReadonlySet<string>, without: ReadonlySet<string>): number =>
    [...files].filter((f) => !without.has(f)).reduce((sum, f) => sum + gzKb(f), 0)
  return {
    what: 'grid: JavaScript of its own, gzip',
    unit: 'kB',
    samples: { Homeport: [weigh(of('views/grid/GridView.tsx'), around)], 'AG Grid': [weigh(of('ag-grid.ts'), page)] },
    most: { 'AG Grid': 1 },
  }
}
