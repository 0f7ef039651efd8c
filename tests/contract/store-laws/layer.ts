import { expect, test } from 'vitest'
import type { LayerBody } from '#server/store/layers.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { dashboard, ending, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const hides = (widget: string): LayerBody => ({ base: 1, operations: [{ do: 'hide', widget }], lost: [] })
const adas = { person: 'ada', dashboard: 'board' }
const board = { id: 'board', doc: dashboard('Board'), at: t0, origin: 'own' as const }

export function layerLaws(subject: Subject): void {
  test('a layer is read back as it was written, also after opening again, and is one person’s over one dashboard', async () => {
    const saved = await subject.store().layers.save({ ...adas, rev: 0, body: hides('"w\u20281'), at: t0 })
    expect(saved).toEqual({ dashboard: 'board', rev: 1, ...hides('"w\u20281') })
    const { layers } = await subject.reopen()
    expect(await layers.read(adas)).toEqual(saved)
    expect(await layers.read({ ...adas, person: 'bob' })).toBeUndefined()
    expect(await layers.read({ ...adas, dashboard: 'other' })).toBeUndefined()
  })

  test('saving counts up, and what was read before somebody else saved is stale', async () => {
    const { layers } = subject.store()
    await layers.save({ ...adas, rev: 0, body: hides('a'), at: t0 })
    expect(await faultFrom(layers.save({ ...adas, rev: 0, body: hides('b'), at: t0 }))).toEqual({ code: 'stale', detail: 'rev 1, not 0' })
    expect((await layers.save({ ...adas, rev: 1, body: hides('b'), at: t0 })).rev).toBe(2)
    expect(await faultFrom(layers.save({ person: 'bob', dashboard: 'board', rev: 2, body: hides('b'), at: t0 }))).toEqual({
      code: 'stale',
      detail: 'rev 0, not 2',
    })
  })

  test('the same write again gets the first answer, another one under its key none', async () => {
    const { layers } = subject.store()
    const write = { key: 'k', bodyHash: 'h' }
    const first = await layers.save({ ...adas, rev: 0, body: hides('a'), at: t0, write })
    await layers.save({ ...adas, rev: 1, body: hides('b'), at: t0 })
    expect(await layers.save({ ...adas, rev: 0, body: hides('a'), at: t0 + 1, write })).toEqual(first)
    expect((await layers.read(adas))?.rev).toBe(2)
    expect((await faultFrom(layers.save({ ...adas, rev: 2, body: hides('c'), at: t0, write: { ...write, bodyHash: 'other' } }))).code).toBe('key_reused')
  })

  test('of twenty saves over the same revision one wins', async () => {
    const { layers } = subject.store()
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => ending(layers.save({ ...adas, rev: 0, body: hides(`w${i}`), at: t0 }))))
    expect(all.filter((it) => typeof it === 'object' && it !== null && 'value' in it)).toHaveLength(1)
  })

  test('layers go with their dashboard, and only with theirs', async () => {
    const { layers, dashboards } = subject.store()
    await dashboards.create(board)
    await dashboards.create({ ...board, id: 'shown', origin: 'demo' })
    for (const id of ['board', 'shown', 'kept']) await layers.save({ person: 'ada', dashboard: id, rev: 0, body: hides('a'), at: t0 })
    await dashboards.remove({ id: 'board', rev: 1, at: t0 })
    await dashboards.removeByOrigin('demo')
    expect(await layers.read(adas)).toBeUndefined()
    expect(await layers.read({ person: 'ada', dashboard: 'shown' })).toBeUndefined()
    expect((await layers.read({ person: 'ada', dashboard: 'kept' }))?.rev).toBe(1)
  })

  test('what a save tells others is written with it', async () => {
    const { layers, outbox } = subject.store()
    const { cursor } = await outbox.read(undefined, 10)
    await layers.save({ ...adas, rev: 0, body: hides('a'), at: t0 }, { changes: [{ topic: 'layer', id: 'ada/board', rev: 1 }] })
    const { changes } = await outbox.read(cursor, 10)
    expect(changes).toMatchObject([{ topic: 'layer', id: 'ada/board', rev: 1 }])
  })
}
