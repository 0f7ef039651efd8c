import type { Now, RivalKind, Setting } from '../rival.ts'
import { roleNumbers } from './role.ts'

const day = 86_400
const score = (items: number): Float64Array => new Float64Array(items)

/** What colleagues use. */
export const rolePopularity: RivalKind = {
  name: 'role popularity',
  create({ prior, items }: Setting) {
    const { use } = roleNumbers(prior, items)
    return { scores: () => use, observe: () => undefined }
  },
}

/** What colleagues do after this, backed by what they use. */
export const roleMarkov: RivalKind = {
  name: 'role Markov-1',
  create({ prior, items }) {
    const role = roleNumbers(prior, items)
    return { scores: ({ last, starts }: Now) => role.after(starts ? -1 : last), observe: () => undefined }
  },
}

/** Most frequently used. */
export const mfu: RivalKind = {
  name: 'MFU (Backstage top visited)',
  create({ items }) {
    const counts = score(items)
    return { scores: () => counts, observe: ({ item }) => void (counts[item] = (counts[item] ?? 0) + 1) }
  },
}

const dayPart = (at: number): number => {
  const hour = Math.floor((at % day) / 3600)
  if (hour >= 6 && hour < 12) return 1
  if (hour >= 12 && hour < 18) return 2
  return hour >= 18 && hour < 22 ? 3 : 0
}

/** Home Assistant: own counts of the last 30 days in this part of the day (night, morning, afternoon, evening; UTC, logs have no zone). */
export const dayParts: RivalKind = {
  name: 'Home Assistant day parts',
  create({ items }) {
    const counts = [0, 1, 2, 3].map(() => score(items))
    const kept: { readonly item: number; readonly at: number; readonly part: number }[] = []
    let oldest = 0
    return {
      scores({ at }) {
        for (let e = kept[oldest]; e && e.at < at - 30 * day; e = kept[(oldest += 1)]) {
          const of = counts[e.part]
          if (of) of[e.item] = (of[e.item] ?? 0) - 1
        }
        return counts[dayPart(at)] ?? score(items)
      },
      observe({ item, at }) {
        const part = dayPart(at)
        const of = counts[part]
        if (of) of[item] = (of[item] ?? 0) + 1
        kept.push({ item, at, part })
      },
    }
  },
}

/** Visits times the mean of a value of the last ten. */
function lastTen(name: string, valueOf: (age: number) => number): RivalKind {
  return {
    name,
    create({ items }) {
      const [counts, out] = [score(items), score(items)]
      const recent = Array.from({ length: items }, (): number[] => [])
      return {
        scores({ at }) {
          recent.forEach(
            (times, i) => (out[i] = times.length === 0 ? 0 : ((counts[i] ?? 0) * times.reduce((sum, t) => sum + valueOf(at - t), 0)) / times.length),
          )
          return out
        },
        observe({ item, at }) {
          counts[item] = (counts[item] ?? 0) + 1
          const times = recent[item]
          times?.push(at)
          if (times && times.length > 10) times.shift()
        },
      }
    },
  }
}

const bucket =
  (edges: readonly (readonly [days: number, value: number])[], otherwise: number) =>
  (age: number): number =>
    edges.find(([days]) => age <= days * day)?.[1] ?? otherwise

const firefoxBucket = bucket([[4, 100], [14, 70], [31, 50], [90, 30]], 10) // prettier-ignore

/** Firefox before 147: computed when visited, then decaying by 0.975 a day. */
export const firefoxOld: RivalKind = {
  name: 'Firefox before 147',
  create({ items }) {
    const [counts, at0, stored, out] = [score(items), score(items), score(items), score(items)]
    const recent = Array.from({ length: items }, (): number[] => [])
    return {
      scores({ at }) {
        for (let i = 0; i < items; i += 1) out[i] = (stored[i] ?? 0) * 0.975 ** Math.floor((at - (at0[i] ?? 0)) / day)
        return out
      },
      observe({ item, at }) {
        counts[item] = (counts[item] ?? 0) + 1
        const times = recent[item] ?? []
        times.push(at)
        if (times.length > 10) times.shift()
        stored[item] = ((counts[item] ?? 0) * times.reduce((sum, t) => sum + firefoxBucket(at - t), 0)) / times.length
        at0[item] = at
      },
    }
  },
}

export const firefoxNew = lastTen('Firefox 147+', (age) => 2 ** (-age / (30 * day)))
export const slack = lastTen('Slack-style frecency', bucket([[0.125, 100], [1, 80], [3, 60], [7, 30], [14, 10]], 0)) // prettier-ignore

/** Chrome: (1 + ln visits) of each day, times what its age leaves, over 90 days. */
export const chrome: RivalKind = {
  name: 'Chrome segments',
  create({ items }) {
    const days = new Map<number, Map<number, number>>()
    const out = score(items)
    return {
      scores({ at }) {
        const today = Math.floor(at / day)
        out.fill(0)
        for (const [d, visits] of days) {
          if (today - d > 90) continue
          const aged = 1 + 2 / (1 + (today - d) / 7)
          for (const [item, n] of visits) out[item] = (out[item] ?? 0) + (1 + Math.log(n)) * aged
        }
        return out
      },
      observe({ item, at }) {
        const d = Math.floor(at / day)
        const visits = days.get(d) ?? new Map<number, number>()
        days.set(d, visits)
        visits.set(item, (visits.get(item) ?? 0) + 1)
      },
    }
  },
}

/** zoxide: a count, times what the last use leaves, aged when the counts add up to 10,000. */
export const zoxide: RivalKind = {
  name: 'zoxide',
  create({ items }) {
    const [rank, last, out] = [score(items), score(items), score(items)]
    let sum = 0
    const factor = bucket([[1 / 24, 4], [1, 2], [7, 0.5]], 0.25) // prettier-ignore
    return {
      scores({ at }) {
        for (let i = 0; i < items; i += 1) out[i] = (rank[i] ?? 0) * factor(at - (last[i] ?? 0))
        return out
      },
      observe({ item, at }) {
        rank[item] = (rank[item] ?? 0) + 1
        last[item] = at
        sum += 1
        if (sum <= 10_000) return
        rank.forEach((r, i) => (rank[i] = r * 0.9 < 1 ? 0 : r * 0.9))
        sum = rank.reduce((a, b) => a + b, 0)
      },
    }
  },
}

/** Most recently used. */
export const mru: RivalKind = {
  name: 'MRU (VS Code, Grafana, Kibana)',
  create({ items }) {
    const last = score(items)
    let n = 0
    return { scores: () => last, observe: ({ item }) => void (last[item] = n += 1) }
  },
}

/** Combined recency and frequency, by events. */
export function createCrf(items: number): { scores(): Float64Array; observe(item: number): void } {
  const [value, at, out] = [score(items), score(items), score(items)]
  let n = 0
  const now = (i: number): number => (value[i] ?? 0) * 2 ** (-0.1 * (n - (at[i] ?? 0)))
  return {
    scores() {
      for (let i = 0; i < items; i += 1) out[i] = now(i)
      return out
    },
    observe(item) {
      n += 1
      value[item] = now(item) + 1
      at[item] = n
    },
  }
}

export const crf: RivalKind = {
  name: 'CRF, per event',
  create({ items }) {
    const counter = createCrf(items)
    return { scores: () => counter.scores(), observe: ({ item }) => counter.observe(item) }
  },
}
