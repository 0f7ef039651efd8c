import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { firstChapters } from '#locales/chapter.ts'
import type { ChapterName } from '#locales/chapter.ts'
import { chapters } from '#locales/en/whole.ts'
import { filesIn, isTest, read } from './files.ts'

/** A part that is fetched on demand: by which file, and with which chapters. */
interface Fetch {
  readonly part: string
  readonly chapters: readonly ChapterName[]
}

const rooms: Readonly<Record<string, string>> = { '#web/': 'src/web/', '#core/': 'src/core/', '#contract/': 'src/contract/' }
const names = Object.keys(chapters) as readonly ChapterName[] // keys of this very object
const isChapter = (name: string): name is ChapterName => names.some((n) => n === name)

function fileOf(from: string, specifier: string): string | undefined {
  const room = Object.keys(rooms).find((r) => specifier.startsWith(r))
  if (!room && !specifier.startsWith('.')) return undefined
  const path = room ? `${rooms[room]}${specifier.slice(room.length)}` : normalize(join(dirname(from), specifier))
  return /\.tsx?$/.test(path) && existsSync(path) ? path.replaceAll('\\', '/') : undefined
}

const found = (from: string, code: string, pattern: RegExp): readonly string[] =>
  [...code.matchAll(pattern)].flatMap((m) => {
    const file = fileOf(from, m[1] ?? m[3] ?? '')
    return file ? [file] : []
  })

const importsOf = (file: string, code: string): readonly string[] =>
  found(file, code, /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm)

/** The list itself, or that of the constant of this name. */
const listOf = (code: string, list: string | undefined, name: string | undefined): string =>
  list ?? (name ? (new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(code)?.[1] ?? '') : '')

/** Dynamic imports, with the list of chapters `spoken` or `withWords` names before them. */
function fetchesOf(file: string, code: string): readonly Fetch[] {
  const pattern = /(?:(?:spoken|withWords)(?:<[^(]*>)?\(\s*(?:\[([^\]]*)\]|(\w+)),\s*\(\)\s*=>\s*)?import\('([^']+)'\)/g
  return [...code.matchAll(pattern)].flatMap((m) => {
    const part = fileOf(file, m[3] ?? '')
    return part ? [{ part, chapters: [...listOf(code, m[1], m[2]).matchAll(/'(\w+)'/g)].map((c) => c[1] ?? '').filter(isChapter) }] : []
  })
}

/** Files under `web/views` are fetched by the one place that draws views, which opens their chapter. */
const isView = (file: string): boolean => file.startsWith('src/web/views/')

/** For each file of the app: the chapters that are open whenever it is there. Files fetched from several places count with what all of them open. */
export function openChapters(): ReadonlyMap<string, ReadonlySet<ChapterName>> {
  const code = new Map(filesIn('src/web').flatMap((f) => (/\.tsx?$/.test(f) && !isTest(f) ? [[f, read(f)] as const] : [])))
  const open = new Map<string, ReadonlySet<ChapterName>>()
  const reach = (file: string, given: ReadonlySet<ChapterName>): void => {
    const text = code.get(file)
    if (text === undefined) return
    const known = open.get(file)
    const now = known ? new Set([...known].filter((name) => given.has(name))) : given
    if (known && now.size === known.size) return
    open.set(file, now)
    for (const next of importsOf(file, text)) reach(next, now)
    for (const { part, chapters: own } of fetchesOf(file, text)) reach(part, new Set([...now, ...own, ...(isView(part) ? (['views'] as const) : [])]))
  }
  reach('src/web/main.tsx', new Set(firstChapters))
  return open
}

/** Keys a file names, whole or by their stem. */
export function keysIn(file: string): readonly string[] {
  const text = read(file)
  const stems = [...text.matchAll(/`([a-zA-Z][\w.]*\.)\$\{/g)].map((m) => m[1] ?? '')
  return names.flatMap((name) => Object.keys(chapters[name])).filter((key) => text.includes(`'${key}'`) || stems.some((stem) => key.startsWith(stem)))
}

/** The chapter of each key. */
export const chapterOf: ReadonlyMap<string, ChapterName> = new Map(names.flatMap((name) => Object.keys(chapters[name]).map((key) => [key, name])))
