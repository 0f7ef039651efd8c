import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import type { Change } from '#contract/change.ts'
import { createQueryClient } from '../client.ts'
import { createApply } from './apply.ts'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** A cache in which all of these are on screen; tells what was asked for again. */
function onScreen(...entries: readonly (readonly [readonly unknown[], unknown])[]) {
  const client = createQueryClient()
  const asked: string[] = []
  for (const [queryKey, data] of entries) {
    client.setQueryData(queryKey, data)
    const queryFn = async (): Promise<unknown> => {
      asked.push(queryKey.join(' '))
      return data
    }
    stops.push(new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {}))
  }
  const waiting: (() => void)[] = []
  const apply = createApply(client, (act) => void waiting.push(act))
  const say = (...changes: readonly Omit<Change, 'cursor'>[]): void => apply({ changes: changes.map((c) => ({ ...c, cursor: '1' })), reset: false })
  const pass = (): void => waiting.splice(0).forEach((act) => act())
  return { apply, say, asked, pass, waiting }
}

const record = (id: string, rev: number) => [['dashboard', id], { id, rev }] as const
const answer = (kind: string) => [['frame', kind, {}], { frame: {}, source: { id: kind, name: kind, kind } }] as const

test('a newer revision is read, and the list; other dashboards are not', () => {
  const { say, asked } = onScreen(record('a', 1), record('b', 1), [['dashboards'], [{ id: 'a', rev: 1 }]])
  say({ topic: 'dashboard', id: 'a', rev: 2 })
  expect(asked.toSorted()).toEqual(['dashboard a', 'dashboards'])
})

test('what this browser published itself is not read again', () => {
  const { say, asked } = onScreen(record('a', 2), [['dashboards'], [{ id: 'a', rev: 2 }]])
  say({ topic: 'dashboard', id: 'a', rev: 2 })
  expect(asked).toEqual([])
})

test('a right that changed is asked for everywhere it shows', () => {
  const sources = [['sources'], [{ id: 's' }]] as const
  const { say, asked } = onScreen(record('a', 2), [['dashboardAccess', 'a'], {}], [['dashboards'], []], sources, answer('prometheus'))
  say({ topic: 'access', id: 'a', rev: 2 })
  expect(asked.toSorted()).toEqual(['dashboard a', 'dashboardAccess a', 'dashboards', 'sources'])
  say({ topic: 'access', id: 's', rev: 2 })
  expect(asked).toContain('frame prometheus [object Object]')
})

test('reports ask for the frames that show reports, once for a burst', () => {
  const { say, asked, pass, waiting } = onScreen(answer('events'), answer('prometheus'))
  say({ topic: 'observation', id: 'x' }, { topic: 'observation', id: 'y' })
  say({ topic: 'observation', id: 'x' })
  expect([asked, waiting.length]).toEqual([[], 1])
  pass()
  expect(asked).toEqual(['frame events [object Object]'])
})

test('matters of a person are asked for where they are their own', () => {
  const { say, asked } = onScreen([['me'], { id: 'ada' }], [['people'], []], [['roles'], []])
  say({ topic: 'person', id: 'bob' })
  expect(asked).toEqual(['people'])
  say({ topic: 'session', id: 's1' })
  expect(asked).toEqual(['people', 'me'])
})

test('after a break too long to catch up everything on screen is read anew', () => {
  const { apply, asked } = onScreen(record('a', 1), [['sources'], []], answer('prometheus'))
  apply({ changes: [], reset: true })
  expect(asked).toHaveLength(3)
})
