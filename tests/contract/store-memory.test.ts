import { describe, expect, test, vi } from 'vitest'
import { createMemoryStore } from '#server/store/memory.ts'
import { StoreRefusal } from '#server/store/refusal.ts'
import { storeLaws } from './store-laws.ts'
import { dashboard, t0 } from './store-laws/examples.ts'

describe('the memory store', () => {
  storeLaws(async () => {
    let snapshot: string | undefined
    return {
      open: async () => {
        const store = createMemoryStore({ snapshot, onChange: () => (snapshot = store.snapshot()) })
        return store
      },
      destroy: async () => undefined,
    }
  })

  test('tells about every change and about no read', async () => {
    const onChange = vi.fn<() => void>()
    const store = createMemoryStore({ onChange })
    await store.dashboards.create({ id: 'a', doc: dashboard('A'), at: t0, origin: 'own' })
    await store.facts.write('demo', 'yes')
    expect(onChange).toHaveBeenCalledTimes(2)
    await store.dashboards.read('a')
    await store.facts.read('demo')
    expect(onChange).toHaveBeenCalledTimes(2)
  })

  test('refuses a snapshot it cannot read, saying so', () => {
    for (const snapshot of ['{"format":99}', 'no json', '']) expect(() => createMemoryStore({ snapshot })).toThrow(StoreRefusal)
  })
})
