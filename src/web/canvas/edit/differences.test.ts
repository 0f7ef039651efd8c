import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dashboard } from '#contract/dashboard.ts'
import { sameDocument } from '#core/dashboard/document.ts'
import { describe } from '#core/dashboard/describe.ts'
import { anyDashboard, wish, wished } from '#tests/support/dashboards.ts'
import { differencesOf } from './differences.ts'

/** Open is open, said or not. */
const plain = (doc: Dashboard): Dashboard => ({ ...doc, sections: doc.sections.map(({ collapsed, ...s }) => (collapsed ? { ...s, collapsed } : s)) })

test('documents that say the same have no differences, and others have some unless only the order changed', () => {
  fc.assert(
    fc.property(anyDashboard, fc.array(wish, { maxLength: 8 }), (before, wishes) => {
      const after = wished(before, wishes, 'n')
      expect(differencesOf(before, before)).toEqual([])
      const order =
        JSON.stringify(after.sections.map((s) => [s.id, s.widgets.map((w) => w.id)])) !==
        JSON.stringify(before.sections.map((s) => [s.id, s.widgets.map((w) => w.id)]))
      if (!sameDocument(plain(before), plain(after)) && !order) expect(differencesOf(before, after).length).toBeGreaterThan(0)
    }),
  )
})

test('every difference can be told in words', () => {
  fc.assert(
    fc.property(anyDashboard, fc.array(wish, { maxLength: 8 }), (before, wishes) => {
      for (const edit of differencesOf(before, wished(before, wishes, 'n'))) expect(describe(edit, before).key).toMatch(/^edit\./)
    }),
  )
})

test('a layout of its own for a phone is a difference, also where there was none before', () => {
  const before: Dashboard = {
    v: 1,
    title: 'Start',
    sections: [{ id: 'main', title: '', widgets: [], layouts: { desktop: [] } }],
    variables: [],
    time: { range: { from: 'now-6h', to: 'now' }, refreshMs: 0 },
  }
  const after = { ...before, sections: [{ id: 'main', title: '', widgets: [], layouts: { desktop: [], phone: [] } }] }
  expect(differencesOf(before, after)).toEqual([{ do: 'setLayout', section: 'main', breakpoint: 'phone', places: [] }])
})
