import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { read } from './files.ts'

/** `#room/` of package.json. */
const rooms: Readonly<Record<string, string>> = {
  '#contract/': 'src/contract/',
  '#core/': 'src/core/',
  '#locales/': 'src/locales/',
  '#server/': 'src/server/',
  '#web/': 'src/web/',
  '#mocks/': 'mocks/',
  '#tests/': 'tests/',
}

/** What a file names at run time: static and dynamic imports, and the files of workers. */
const named = /^(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)|new URL\('([^']+)', import\.meta\.url\)/gm

const pathOf = (from: string, specifier: string): string | undefined => {
  const room = Object.keys(rooms).find((r) => specifier.startsWith(r))
  if (room) return `${rooms[room]}${specifier.slice(room.length)}`
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : undefined
}

/** Names of packages that files and all they import ask for, each with a file that does. Styles, and files asked for by `?`, are no modules. */
export function bareImports(roots: readonly string[]): ReadonlyMap<string, string> {
  const seen = new Set<string>()
  const bare = new Map<string, string>()
  const visit = (file: string): void => {
    if (seen.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) return
    seen.add(file)
    for (const [, imported, later, worker] of read(file).matchAll(named)) {
      const specifier = imported ?? later ?? worker ?? ''
      const path = pathOf(file, specifier)
      if (path !== undefined) visit(path)
      else if (worker === undefined && !/\.css$|\?|^[\w]+:/.test(specifier)) bare.set(specifier, file)
    }
  }
  for (const root of roots) visit(root)
  return bare
}
