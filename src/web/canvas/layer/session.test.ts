import { expect, test } from 'vitest'
import type { Dashboard } from '#contract/dashboard.ts'
import type { Fault } from '#contract/fault.ts'
import type { Layer } from '#contract/layer.ts'
import { operationKey } from '#core/dashboard/layer.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import { widget } from '#tests/support/dashboards.ts'
import { ApiFault } from '../../api/api-fault.ts'
import { createLayerSession } from './session.ts'
import type { LayerPorts, LayerSession, Unsaved } from './session.ts'

const board: Dashboard = {
  v: 1,
  title: 'Board',
  sections: [
    {
      id: 'main',
      title: '',
      widgets: [widget('a'), widget('b')],
      layouts: {
        desktop: [
          { id: 'a', x: 0, y: 0, w: 6, h: 4 },
          { id: 'b', x: 6, y: 0, w: 6, h: 4 },
        ],
      },
    },
  ],
  variables: [],
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
}
const none: Layer = { dashboard: 'd', rev: 0, base: 0, operations: [], lost: [] }
const gridOf = (id: string) => ({ do: 'setWidget', id, prop: 'view', value: { kind: 'grid', options: {} } }) as const
const hide = (id: string) => ({ do: 'removeWidget', id }) as const
const fault = (code: Fault['code'], status: number): ApiFault => new ApiFault({ code }, { status })

/** A server with one layer on it, that may lose replies, and browsers that arrange it. */
function createPlace(start: Layer = none) {
  let layer = start
  const answered = new Map<string, Layer>()
  const losses: ('request' | 'reply')[] = []
  const puts: string[] = []
  const arranged: true[] = []
  const browser = (known: Layer | undefined = start, kept?: Unsaved) => {
    const unsaved: (Unsaved | undefined)[] = []
    let keys = 0
    const ports: LayerPorts = {
      read: async () => layer,
      put: async ({ rev, base, it, key }) => {
        puts.push(key)
        const loss = losses.shift()
        if (loss === 'request') throw fault('unavailable', 0)
        const before = answered.get(key)
        if (!before && rev !== layer.rev) throw fault('stale', 412)
        layer = before ?? { dashboard: 'd', rev: rev + 1, base, ...it }
        answered.set(key, layer)
        if (loss === 'reply') throw fault('unavailable', 0)
        return layer
      },
      keep: (it) => void unsaved.push(it),
      fault: (error) => (error instanceof ApiFault ? error : fault('internal', 400)),
      sleep: async () => undefined,
      random: () => 0,
      now: () => 0,
      onArranged: () => void arranged.push(true),
      newKey: () => `${unsaved.length}-${(keys += 1)}-${Math.random()}`,
    }
    return { session: createLayerSession({ rev: 1, doc: board }, known, kept, ports), unsaved }
  }
  return { browser, losses, puts, arranged, layer: () => layer }
}
const keysOf = (it: { readonly operations: Layer['operations'] }): readonly string[] => it.operations.map(operationKey)
const kindOf = (session: LayerSession, id: string): string | undefined => widgetNamed(session.doc(), id)?.view.kind

test('what is done is shown at once, kept by itself, and undone and redone', async () => {
  const { browser, layer } = createPlace()
  const { session } = browser()
  session.edit(gridOf('a'))
  session.edit(hide('b'))
  expect([kindOf(session, 'a'), kindOf(session, 'b')]).toEqual(['grid', undefined])
  await session.settled()
  expect(keysOf(layer())).toEqual(['hide b', 'look a'])
  expect(session.undo()).toEqual(hide('b'))
  await session.settled()
  expect([kindOf(session, 'b'), keysOf(layer())]).toEqual(['chart', ['look a']])
  session.redo()
  await session.settled()
  expect(keysOf(layer())).toEqual(['hide b', 'look a'])
  expect(session.store.getState().save.is).toBe('saved')
})

test('a lost reply saves nothing twice, a lost request is sent again with the same key', async () => {
  const { browser, losses, puts, layer } = createPlace()
  const { session } = browser()
  losses.push('request', 'reply')
  session.edit(hide('a'))
  await session.settled()
  expect(new Set(puts).size).toBe(1)
  expect(puts).toHaveLength(3)
  expect(layer()).toMatchObject({ rev: 1, operations: [{ do: 'hide', widget: 'a' }] })
})

test('two devices at once: what each did to different things is kept, nothing of either is lost', async () => {
  const { browser, layer } = createPlace()
  const [one, two] = [browser().session, browser().session]
  one.edit(gridOf('a'))
  await one.settled()
  two.edit(hide('b'))
  await two.settled()
  expect(keysOf(layer())).toEqual(['hide b', 'look a'])
  expect(kindOf(two, 'a')).toBe('grid')
  one.hear(layer())
  expect(kindOf(one, 'b')).toBeUndefined()
})

test('what was not saved before a reload is sent afterwards, on top of what is there', async () => {
  const { browser, layer } = createPlace({ ...none, rev: 3, operations: [{ do: 'hide', widget: 'b' }] })
  const kept: Unsaved = { saved: { operations: [], lost: [] }, it: { operations: [{ do: 'fold', section: 'main', folded: true }], lost: [] } }
  const { session, unsaved } = browser(undefined, kept)
  await session.settled()
  expect(keysOf(layer())).toEqual(['fold main', 'hide b'])
  expect(unsaved.at(-1)).toBeUndefined()
})

test('a newer published revision comes through, and a conflict is answered once', async () => {
  const { browser, layer } = createPlace()
  const { session } = browser()
  session.edit(gridOf('a'))
  const [main] = board.sections
  if (!main) throw new Error('a board has a section')
  const widgets = [{ ...widget('a'), view: { kind: 'gantt', options: {} } }, widget('b'), widget('c')]
  session.publish({
    rev: 2,
    doc: { ...board, sections: [{ ...main, widgets, layouts: { desktop: [...main.layouts.desktop, { id: 'c', x: 0, y: 4, w: 6, h: 4 }] } }] },
  })
  expect([kindOf(session, 'a'), kindOf(session, 'c')]).toEqual(['grid', 'chart'])
  const [conflict] = session.store.getState().layered.conflicts
  session.answer(conflict?.key ?? '', 'theirs')
  expect([kindOf(session, 'a'), session.store.getState().layered.conflicts]).toEqual(['gantt', []])
  await session.settled()
  expect([layer().base, keysOf({ operations: layer().lost })]).toEqual([2, ['look a']])
  session.takeBack('look a')
  expect(kindOf(session, 'a')).toBe('grid')
})

test('what the server will not take is said and stays here', async () => {
  const { browser } = createPlace()
  const { session, unsaved } = browser()
  expect(session.edit({ do: 'setWidget', id: 'a', prop: 'title', value: 'Mine' })).toBe('owners')
  expect(unsaved).toEqual([])
})

test('what is moved, hidden or put back is told of once it is kept; a look or a fold is not', async () => {
  const { browser, arranged } = createPlace()
  const { session } = browser()
  session.edit(gridOf('a'))
  await session.settled()
  expect(arranged).toHaveLength(0)
  session.edit(hide('b'))
  expect(arranged).toHaveLength(0)
  await session.settled()
  expect(arranged).toHaveLength(1)
  session.undo()
  await session.settled()
  expect(arranged).toHaveLength(2)
})
