import { expect, test } from 'vitest'
import { widget } from '#tests/support/dashboards.ts'
import { emptyDashboard } from './document.ts'
import { liftTo, migrate } from './migrate.ts'

const doc = emptyDashboard('Ops')

test('a document of this version is read as it is, with fields it does not know', () => {
  const odd = { ...doc, mood: { calm: true } }
  expect(migrate(JSON.parse(JSON.stringify(odd)))).toEqual({ doc: odd })
})

test('missing optional parts get their defaults', () => {
  const { variables: _, ...bare } = doc
  expect(migrate(bare)).toEqual({ doc })
})

test('what cannot be read is told with its reason', () => {
  expect(migrate('[]')).toEqual({ unreadable: { why: 'notADashboard' } })
  expect(migrate({ title: 'x' })).toEqual({ unreadable: { why: 'notADashboard' } })
  expect(migrate({ ...doc, v: 7 })).toEqual({ unreadable: { why: 'newer', version: 7 } })
  expect(migrate({ ...doc, sections: [{ id: 'main', title: 4 }] })).toMatchObject({ unreadable: { why: 'invalid', field: 'sections.0.title' } })
})

test('versions are lifted one after the other', () => {
  const ladder = { 1: (old: object) => ({ ...old, b: 1 }), 2: (old: object) => ({ ...old, c: 1 }) }
  expect(liftTo(3, { v: 1, a: 1 }, ladder)).toEqual({ lifted: { v: 3, a: 1, b: 1, c: 1 } })
  expect(liftTo(4, { v: 1 }, ladder)).toEqual({ unreadable: { why: 'notADashboard' } })
})

test('widgets without a place get one, places without a widget go, and a name used twice becomes two', () => {
  const broken = {
    ...doc,
    sections: [
      {
        id: 'main',
        title: '',
        widgets: [widget('a'), widget('a'), widget('b')],
        layouts: {
          desktop: [
            { id: 'ghost', x: 0, y: 0, w: 4, h: 4 },
            { id: 'b', x: 0, y: 9, w: 4, h: 4 },
          ],
        },
      },
    ],
  }
  const read = migrate(broken)
  expect('doc' in read && read.doc.sections[0]?.widgets.map((w) => w.id)).toEqual(['a', 'a-2', 'b'])
  expect('doc' in read && read.doc.sections[0]?.layouts.desktop.map((p) => `${p.id} ${p.x},${p.y}`)).toEqual(['b 0,0', 'a 4,0', 'a-2 8,0'])
})
