import { expect, test } from 'vitest'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { merge } from '#core/dashboard/merge.ts'
import { resolved } from './MeetingDialog.tsx'

const base = emptyDashboard('Board')
const mine = { ...base, title: 'Mine', description: 'same' }
const theirs = { ...base, title: 'Theirs', description: 'same' }

test('each conflict is settled the way it was chosen', () => {
  const { doc, conflicts } = merge(base, mine, theirs)
  expect(conflicts.map((c) => c.prop)).toEqual(['title'])
  expect(resolved(doc, conflicts, ['mine']).title).toBe('Mine')
  expect(resolved(doc, conflicts, ['theirs']).title).toBe('Theirs')
  expect(resolved(doc, conflicts, ['theirs']).description).toBe('same')
})
