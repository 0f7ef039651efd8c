import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Names = z.optional(z.array(z.string()))
const Manifest = z.record(z.string(), z.object({ file: z.string(), name: z.optional(z.string()), imports: Names, css: Names, assets: Names }))
type Manifest = z.infer<typeof Manifest>

/** Addresses of what a part of the app is made of. */
export interface BuiltPart {
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

/** Hashed files the build made, by address. */
export interface Built {
  readonly assets: ReadonlySet<string>
  /** Those that run as workers: a script that no page loads is one. */
  readonly workers: readonly string[]
  /** Everything the chunks of these names need beyond what every page has; nothing where the build has none. */
  partOf(names: readonly string[]): BuiltPart
}

/** Keys of the chunks and of all they import, directly or not: what is imported first, as its styles come before those made over them. */
function closure(manifest: Manifest, roots: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const whole = new Set<string>()
  const visit = (key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) visit(next)
    whole.add(key)
  }
  for (const root of roots) visit(root)
  return whole
}

/** What the build says it made; nothing when there is no build. */
export function readBuilt(folder: string): Built {
  const path = join(folder, '.vite', 'manifest.json')
  if (!existsSync(path)) return { assets: new Set(), workers: [], partOf: () => ({ scripts: [], styles: [] }) }
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  const chunks = Object.values(manifest)
  const asides = chunks.flatMap(({ assets = [] }) => assets)
  const names = [...chunks.flatMap(({ file, css = [] }) => [file, ...css]), ...asides]
  return {
    assets: new Set(names.map((name) => `/${name}`)),
    workers: [...new Set(asides.filter((name) => name.endsWith('.js')).map((name) => `/${name}`))],
    partOf(wanted) {
      const known = closure(manifest, ['index.html'])
      const roots = Object.keys(manifest).filter((key) => wanted.includes(manifest[key]?.name ?? ''))
      const parts = [...closure(manifest, roots)].flatMap((key) => (known.has(key) ? [] : (manifest[key] ?? [])))
      return { scripts: parts.map(({ file }) => `/${file}`), styles: parts.flatMap(({ css = [] }) => css.map((name) => `/${name}`)) }
    },
  }
}
