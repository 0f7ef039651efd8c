import { expect, test } from 'vitest'
import { widget } from '#tests/support/dashboards.ts'
import { apply } from './apply.ts'
import { describe } from './describe.ts'
import { emptyDashboard } from './document.ts'
import type { Edit } from './edit.ts'

const doc = apply(emptyDashboard('Ops'), { do: 'addWidget', section: 'main', widget: widget('a', 'CPU'), at: { x: 0, y: 0, w: 4, h: 4 } }).doc

test('moving and resizing are told apart', () => {
  const move = (to: { x: number; y: number; w: number; h: number }): Edit => ({ do: 'moveWidget', id: 'a', breakpoint: 'desktop', to })
  expect(describe(move({ x: 4, y: 0, w: 4, h: 4 }), doc)).toEqual({ key: 'edit.moveWidget', args: { title: 'CPU', column: 5, row: 1 } })
  expect(describe(move({ x: 0, y: 0, w: 6, h: 4 }), doc)).toEqual({ key: 'edit.resizeWidget', args: { title: 'CPU', columns: 6, rows: 4 } })
})

test('a switched view is told as such although the lenses changed with it', () => {
  const edits: readonly Edit[] = [
    { do: 'setWidget', id: 'a', prop: 'view', value: { kind: 'gantt', options: {} } },
    { do: 'setWidget', id: 'a', prop: 'lenses', value: [] },
  ]
  expect(describe({ do: 'batch', edits }, doc)).toEqual({ key: 'edit.set.view', args: { title: 'CPU', view: 'gantt' } })
  expect(describe({ do: 'batch', edits: [...edits, { do: 'removeWidget', id: 'b' }] }, doc).key).toBe('edit.several')
})
