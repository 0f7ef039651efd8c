import { describe, expect, test } from 'vitest'
import { lenses } from '#core/frame/lenses/registry.ts'
import { connectors } from '#server/connectors/registry.ts'
import { views } from '#web/views/registry.ts'
import { filesIn, foldersIn, isTest, read } from './files.ts'

const shelves = [
  { name: 'views', folder: 'src/web/views', members: views },
  { name: 'connectors', folder: 'src/server/connectors', members: connectors },
] as const

describe.each(shelves)('the shelf $name', ({ folder, members }) => {
  test('has every folder under its own name, and nothing else', () => {
    expect(Object.keys(members).toSorted()).toEqual(foldersIn(folder))
  })

  test('knows each member under its kind', () => {
    expect(Object.values(members).map((m) => m.kind)).toEqual(Object.keys(members))
  })

  test('has a test beside every member', () => {
    expect(foldersIn(folder).filter((name) => !filesIn(`${folder}/${name}`).some(isTest))).toEqual([])
  })
})

test('views load their drawing only when asked', () => {
  const eager = foldersIn('src/web/views').filter((name) => /^import (?!type)[^\n]*View\.tsx'/m.test(read(`src/web/views/${name}/index.ts`)))
  expect(eager).toEqual([])
})

test('every lens is on its shelf under its own name', () => {
  expect(Object.values(lenses).map((l) => l.name)).toEqual(Object.keys(lenses))
  const files = filesIn('src/core/frame/lenses').filter((f) => !isTest(f) && !f.endsWith('registry.ts'))
  expect(files.length).toBeGreaterThanOrEqual(Object.keys(lenses).length)
})
