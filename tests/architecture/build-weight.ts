import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly name?: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const dist = 'dist'
const viewSource = /^src\/web\/views\/[^/]+\/[A-Z]\w*View\.tsx$/

// Vite's own manifest format.
export const readManifest = (): Manifest => JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest

/** Weight of a built file in kB (1000 bytes) as gzip makes it. */
export const gzKb = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000

/** The chunks and all they import statically: file by key. */
export function closure(manifest: Manifest, roots: readonly string[]): ReadonlyMap<string, string> {
  const seen = new Map<string, string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.set(key, chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const root of roots) visit(root)
  return seen
}

/** What must be here before a view's own chunk is of use: the entry, the first screen's page, canvas and widgets. The strips come beside it. */
export function firstPaint(manifest = readManifest()): ReadonlyMap<string, string> {
  // Both are groups of vite.config.ts, known by their names; they have a source of their own only by chance.
  const roots = ['dashboard', 'home-page'].map((name) => {
    const key = Object.keys(manifest).find((k) => manifest[k]?.name === name)
    if (key === undefined) throw new Error(`the build has no chunk named ${name}: say here where the first screen is now`)
    return key
  })
  return closure(manifest, ['index.html', ...roots])
}

export const viewsOf = (manifest: Manifest): readonly string[] => Object.keys(manifest).filter((k) => viewSource.test(k))

/** Files only the views' chunks need, also the ones they fetch on demand. */
export function viewOnly(manifest = readManifest()): ReadonlySet<string> {
  const first = firstPaint(manifest)
  const dynamic = (key: string): readonly string[] => manifest[key]?.dynamicImports ?? []
  const roots = viewsOf(manifest)
  const all = closure(manifest, [...roots, ...roots.flatMap((r) => [...closure(manifest, [r]).keys()]).flatMap(dynamic)])
  return new Set([...all].filter(([key]) => !first.has(key)).map(([, file]) => file))
}
