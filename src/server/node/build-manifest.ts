import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Names = z.optional(z.array(z.string()))
const Manifest = z.record(z.string(), z.object({ file: z.string(), css: Names, assets: Names }))

/** Hashed files the build made, by address. */
export interface Built {
  readonly assets: ReadonlySet<string>
  /** Those that run as workers: a script that no page loads is one. */
  readonly workers: readonly string[]
}

/** What the build says it made; nothing when there is no build. */
export function readBuilt(folder: string): Built {
  const path = join(folder, '.vite', 'manifest.json')
  if (!existsSync(path)) return { assets: new Set(), workers: [] }
  const chunks = Object.values(Manifest.parse(JSON.parse(readFileSync(path, 'utf8'))))
  const asides = chunks.flatMap(({ assets = [] }) => assets)
  const names = [...chunks.flatMap(({ file, css = [] }) => [file, ...css]), ...asides]
  return {
    assets: new Set(names.map((name) => `/${name}`)),
    workers: [...new Set(asides.filter((name) => name.endsWith('.js')).map((name) => `/${name}`))],
  }
}
