import { expect, test } from 'vitest'
import { bareImports } from './bare-imports.ts'
import { filesIn, read } from './files.ts'

/** The packages Vite is told to bundle before anybody asks, in the words of its configuration. */
const config = read('vite.config.ts')
const listed = (pattern: RegExp): readonly string[] => [...(pattern.exec(config)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '')
const drawnWith = listed(/const drawnWith = \[([^\]]*)\]/)
const besideTests = listed(/include: \[\.\.\.drawnWith,([^\]]*)\]/)
/** Vitest's own, served as they are. */
const ofVitest = /^vitest(\/|$)/

/** What files name beyond these, and where. */
const missing = (roots: readonly string[], known: readonly string[]): readonly string[] =>
  [...bareImports(roots)].filter(([name]) => !known.includes(name) && !ofVitest.test(name)).map(([name, file]) => `${name} of ${file}`)

test('whatever the app and the API beside it ask for in a browser is bundled ahead: one found late has everything bundled anew under the reader', () => {
  expect(drawnWith.length).toBeGreaterThan(20)
  expect(missing(['src/web/main.tsx'], drawnWith)).toEqual([])
})

test('so is what only tests in a browser ask for', () => {
  const tests = filesIn('src/web').filter((file) => /\.browser\.test\.tsx?$/.test(file))
  expect(besideTests).toContain('axe-core')
  expect(missing(tests, [...drawnWith, ...besideTests])).toEqual([])
})

test('the way from the app leads into the API and the libraries it begins with, and past types', () => {
  const found = [...bareImports(['src/web/main.tsx']).keys()]
  expect(found).toEqual(expect.arrayContaining(['react', 'hono', 'msw', 'uplot', 'zod/mini']))
  expect(found.filter((name) => name.startsWith('#'))).toEqual([])
  expect(found).not.toContain('kysely')
})
