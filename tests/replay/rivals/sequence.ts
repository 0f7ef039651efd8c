import type { RivalKind } from '../rival.ts'
import { createCrf } from './counting.ts'

const add = (rows: Map<number, Map<number, number>>, key: number, item: number): void => {
  const row = rows.get(key) ?? new Map<number, number>()
  rows.set(key, row)
  row.set(item, (row.get(item) ?? 0) + 1)
}

/** What oneself did after this, and nothing else. */
export const markov: RivalKind = {
  name: 'Markov-1, own counts',
  create({ items }) {
    const rows = new Map<number, Map<number, number>>()
    const out = new Float64Array(items)
    let last = -1
    return {
      scores() {
        out.fill(0)
        for (const [item, n] of rows.get(last) ?? []) out[item] = n
        return out
      },
      observe({ item }) {
        if (last >= 0 && last !== item) add(rows, last, item)
        last = item
      },
    }
  },
}

const alpha = 1.65

/** AccessRank (Fitchett and Cockburn 2012): transitions, CRF by events, and hour and weekday within narrow bounds; delta 0. */
export const accessRank: RivalKind = {
  name: 'AccessRank',
  create({ items }) {
    const rows = new Map<number, Map<number, number>>()
    const [counts, out] = [new Float64Array(items), new Float64Array(items)]
    const slots = new Map<string, { n: number; readonly of: Map<number, number> }>()
    const crf = createCrf(items)
    let [last, n] = [-1, 0]
    const slotsAt = (at: number): readonly string[] => [`h${Math.floor(at / 3600) % 24}`, `d${Math.floor(at / 86_400) % 7}`]
    const ratio = (key: string, item: number): number => {
      const slot = slots.get(key)
      return !slot || slot.n < 10 ? 1 : (slot.of.get(item) ?? 0) / slot.n / ((counts[item] ?? 0) / n)
    }
    return {
      scores({ at }) {
        const recent = crf.scores()
        const row = rows.get(last)
        const visits = [...(row?.values() ?? [])].reduce((a, b) => a + b, 0)
        const [hour = '', weekday = ''] = slotsAt(at)
        for (let i = 0; i < items; i += 1) {
          if ((counts[i] ?? 0) === 0) continue
          const transition = ((row?.get(i) ?? 0) + 1) / (visits + 1)
          const time = Math.min(1.25, Math.max(0.8, ratio(hour, i) * ratio(weekday, i))) ** 0.25
          out[i] = transition ** alpha * (recent[i] ?? 0) ** (1 / alpha) * time
        }
        return out
      },
      observe({ item, at }) {
        if (last >= 0 && last !== item) add(rows, last, item)
        last = item
        n += 1
        counts[item] = (counts[item] ?? 0) + 1
        crf.observe(item)
        for (const key of slotsAt(at)) {
          const slot = slots.get(key) ?? { n: 0, of: new Map<number, number>() }
          slots.set(key, slot)
          slot.n += 1
          slot.of.set(item, (slot.of.get(item) ?? 0) + 1)
        }
      },
    }
  },
}
