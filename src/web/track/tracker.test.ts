import { expect, test } from 'vitest'
import type { Signal } from '#contract/learning.ts'
import { createOutbox } from './outbox.ts'
import type { Box } from './outbox.ts'
import { createTracker, gatherMs } from './tracker.ts'
import type { Sending } from './tracker.ts'

function createBox(): Box & { text: string } {
  const box = {
    text: '',
    read: (): string | null => box.text || null,
    write(text: string): void {
      box.text = text
    },
  }
  return box
}

function createWorld(answer: () => Sending = () => 'taken', box = createBox()) {
  let time = 1_800_000_000_000
  let ids = 0
  const due: { at: number; act: () => void }[] = []
  const sent: (readonly Signal[])[] = []
  const outbox = createOutbox('ann', box)
  const tracker = createTracker({
    outbox,
    now: () => time,
    newId: () => `id-${(ids += 1)}`,
    async send({ signals }) {
      sent.push(signals)
      return answer()
    },
    later(act, ms) {
      const entry = { at: time + ms, act }
      due.push(entry)
      return () => void due.splice(due.indexOf(entry), 1)
    },
  })
  return {
    tracker,
    outbox,
    box,
    sent,
    async pass(ms: number) {
      time += ms
      for (const entry of due.filter((it) => it.at <= time)) {
        due.splice(due.indexOf(entry), 1)
        entry.act()
      }
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

test('where the person went is told together, a few seconds later, each with where they came from', async () => {
  const { tracker, sent, pass } = createWorld()
  tracker.went('dashboard:a', 'link', false)
  tracker.went('page:sources', 'palette', true)
  tracker.went(undefined, 'navigation', true)
  tracker.went('dashboard:b', 'strip', true)
  await pass(gatherMs - 1)
  expect(sent).toEqual([])
  await pass(1)
  expect(sent.flat().map(({ kind, item, from, via, minute }) => ({ kind, item, from, via, minute }))).toEqual([
    { kind: 'open', item: 'page:sources', from: 'dashboard:a', via: 'palette', minute: 30_000_000 },
    { kind: 'open', item: 'dashboard:b', from: 'page:sources', via: 'strip', minute: 30_000_000 },
  ])
})

test('being led somewhere, and staying where one is, count for nothing', async () => {
  const { tracker, sent, pass } = createWorld()
  tracker.went('dashboard:a', 'navigation', false)
  tracker.went('dashboard:a', 'navigation', true)
  await pass(gatherMs)
  expect(sent).toEqual([])
})

test('while paused nothing is kept and nothing is sent, and what waited is gone', async () => {
  const { tracker, outbox, box, sent, pass } = createWorld()
  tracker.did({ kind: 'edit', item: 'dashboard:a' })
  tracker.pause(true)
  tracker.went('dashboard:b', 'navigation', true)
  await pass(gatherMs)
  expect([outbox.size, box.text, sent]).toEqual([0, '', []])
  tracker.pause(false)
  tracker.did({ kind: 'edit', item: 'dashboard:a' })
  await pass(gatherMs)
  expect(sent.flat().map((signal) => signal.item)).toEqual(['dashboard:a'])
})

test('what cannot be sent waits, bounded, across a reload, and is sent under the same ids', async () => {
  let answer: Sending = 'later'
  const { tracker, box, pass } = createWorld(() => answer)
  for (let i = 0; i < 250; i += 1) tracker.did({ kind: 'interact', item: `widget:d/${i}` })
  await pass(gatherMs)
  const kept = createOutbox('ann', box)
  expect([kept.size, kept.first(1)[0]?.item]).toEqual([200, 'widget:d/50'])
  expect(createOutbox('ben', box).size).toBe(0)
  answer = 'taken'
  const later = createWorld(() => answer, box)
  await later.tracker.flush()
  expect(later.sent.map((batch) => batch.length)).toEqual([50, 50, 50, 50])
  expect(later.sent.flat().map((signal) => signal.id)).toEqual(kept.first(200).map((signal) => signal.id))
  expect(box.text).toBe('')
})

test('a batch the server refuses is let go, so that the next ones get through', async () => {
  const answers: Sending[] = ['refused', 'taken']
  const { tracker, outbox, sent, pass } = createWorld(() => answers.shift() ?? 'taken')
  for (let i = 0; i < 60; i += 1) tracker.did({ kind: 'interact', item: `widget:d/${i}` })
  await pass(gatherMs)
  expect([sent.map((batch) => batch.length), outbox.size]).toEqual([[50, 10], 0])
})
