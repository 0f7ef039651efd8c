import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { sameDocument } from '#core/dashboard/document.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import { anyDashboard, pick, widget, wish } from '#tests/support/dashboards.ts'
import { act, changesOf, newDraft } from './draft.ts'
import type { Act, Draft } from './draft.ts'
import { readDraft } from './read-draft.ts'

const recordOf = (doc: DashboardRecord['doc'], rev = 1): DashboardRecord => ({ id: 'd1', rev, doc, updatedAt: 0, origin: 'own' })
const run = (draft: Draft, ...acts: readonly Act[]): Draft => acts.reduce((now, one) => act(now, one, 1).draft, draft)
const retitle = (title: string, token?: string): Act => ({ act: 'edit', edit: { do: 'setDashboard', prop: 'title', value: title }, token })
const reload = (draft: Draft): Draft => {
  const read = readDraft(structuredClone(draft))
  if (!read) throw new Error('a kept draft must be readable')
  return read
}
const start = (): Draft =>
  newDraft(
    recordOf({
      v: 1,
      title: 'A',
      sections: [{ id: 'm', title: '', widgets: [widget('w1')], layouts: { desktop: [{ id: 'w1', x: 0, y: 0, w: 4, h: 4 }] } }],
      variables: [],
      time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
    }),
  )

test('two hundred mixed edits, a reload, all undone: the document equals the start byte for byte', () => {
  fc.assert(
    fc.property(anyDashboard, fc.array(wish, { minLength: 200, maxLength: 200 }), (doc, wishes) => {
      const edited = wishes.reduce((now, w, i) => act(now, { act: 'edit', edit: pick(now.doc, w, `n${i}`) }, i).draft, newDraft(recordOf(doc)))
      let back = reload(edited)
      while (back.log.past.length > 0) back = run(back, { act: 'undo' })
      expect(canonicalJson(back.doc)).toBe(canonicalJson(doc))
      expect(changesOf(back)).toEqual([])
    }),
    { numRuns: 20 },
  )
})

test('what is listed as changed leads from what is published to the draft, whatever was undone, redone and published between', () => {
  const doing = fc.oneof(wish, fc.constantFrom<Act['act'][]>('undo', 'redo', 'freeze', 'published', 'unfreeze'))
  fc.assert(
    fc.property(anyDashboard, fc.array(doing, { maxLength: 60 }), (doc, list) => {
      let rev = 1
      const end = list.reduce<Draft>(
        (now, one, i) => {
          if (typeof one === 'object') return run(now, { act: 'edit', edit: pick(now.doc, one, `n${i}`) })
          if (one === 'undo' || one === 'redo') return run(now, { act: one })
          const frozen = run(now, { act: 'freeze', key: `k${i}` })
          if (one === 'unfreeze') return run(frozen, { act: 'unfreeze' })
          rev += 1
          return run(frozen, { act: 'published', record: recordOf(frozen.doc, rev) })
        },
        newDraft(recordOf(doc)),
      )
      const settled = run(end, { act: 'unfreeze' })
      const replayed = changesOf(settled).reduce((now, edit) => act(now, { act: 'edit', edit }, 0).draft, newDraft(recordOf(settled.base.doc)))
      expect(sameDocument(replayed.doc, settled.doc)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('publishing leaves nothing to publish, and undoing after it is a change again', () => {
  const frozen = run(start(), retitle('B'), retitle('C'), { act: 'freeze', key: 'k' })
  const done = run(frozen, { act: 'published', record: recordOf(frozen.doc, 2) })
  expect(changesOf(done)).toEqual([])
  expect(done.base.rev).toBe(2)
  const undone = run(done, { act: 'undo' })
  expect(undone.doc.title).toBe('B')
  expect(changesOf(undone)).toHaveLength(1)
  expect(changesOf(run(undone, { act: 'redo' }))).toEqual([])
})

test('what is done while a save is on its way stays unpublished', () => {
  const frozen = run(start(), retitle('B'), { act: 'freeze', key: 'k' })
  const later = run(frozen, retitle('C'), { act: 'published', record: recordOf(frozen.doc, 2) })
  expect(later.doc.title).toBe('C')
  expect(changesOf(later)).toEqual([{ do: 'setDashboard', prop: 'title', value: 'C' }])
})

test('a save that was refused gives its changes back', () => {
  const back = run(start(), retitle('B'), { act: 'freeze', key: 'k' }, { act: 'unfreeze' })
  expect(back.outgoing).toBeUndefined()
  expect(changesOf(back)).toHaveLength(1)
})

test('typing is one step, and typing after a publish is another', () => {
  const typed = run(start(), retitle('B', 't'), retitle('Be', 't'), retitle('Bee', 't'))
  expect(changesOf(typed)).toHaveLength(1)
  const frozen = run(typed, { act: 'freeze', key: 'k' })
  const after = run(frozen, { act: 'published', record: recordOf(frozen.doc, 2) }, retitle('Been', 't'))
  expect(changesOf(after)).toHaveLength(1)
  expect(run(after, { act: 'undo' }).doc.title).toBe('Bee')
})

test('after a merge my steps stand on theirs and undo one by one', () => {
  const mine = run(start(), retitle('Mine'), { act: 'edit', edit: { do: 'setWidget', id: 'w1', prop: 'title', value: 'CPU' } })
  const theirs = { ...mine.base.doc, description: 'theirs' }
  const merged = { ...mine.doc, description: 'theirs' }
  const after = run(mine, { act: 'rebase', base: { rev: 5, doc: theirs }, doc: merged })
  expect(after.doc).toEqual(merged)
  expect(changesOf(after)).toHaveLength(2)
  const undone = run(after, { act: 'undo' }, { act: 'undo' })
  expect(undone.doc).toEqual(theirs)
})

test('a draft this version cannot read is none, and one with an unreadable history keeps its document', () => {
  expect(readDraft({ id: 'd1' })).toBeUndefined()
  const kept = { ...run(start(), retitle('B')), log: { past: 'gone' } }
  const read = readDraft(kept)
  expect(read?.doc.title).toBe('B')
  expect(read && changesOf(read)).toHaveLength(1)
})
