import type { Signal } from '#contract/learning.ts'
import type { KeptQuery, Learner, LearningStore } from '../learning.ts'
import { profileTooLarge, stale } from '../record.ts'
import { byCodePoint } from '../text.ts'
import type { Trail } from '../trail.ts'
import type { Cells } from './cells.ts'

/** What is learned, in memory. Every method does its work before it first waits. */
export function createLearning(cells: Cells, changed: (trail?: Trail) => void): LearningStore {
  const signalsUnder = (key: string): Map<string, Signal> => cells.signals.get(key) ?? new Map<string, Signal>()

  const write = (it: Learner): Learner => {
    const rev = cells.learners.get(it.person)?.rev ?? 0
    if (rev !== it.rev) throw stale(rev, it.rev)
    const tooLarge = profileTooLarge(it.profile)
    if (tooLarge) throw tooLarge
    const next: Learner = structuredClone({ ...it, rev: it.rev + 1 })
    cells.learners.set(it.person, next)
    return structuredClone(next)
  }

  const putQueries = (person: string, queries: readonly KeptQuery[]): void => {
    if (queries.length > 0) cells.keptQueries.set(person, structuredClone(queries))
    else cells.keptQueries.delete(person)
  }

  return {
    find: async (person) => structuredClone(cells.learners.get(person)),
    async known(key, ids) {
      const there = signalsUnder(key)
      return new Set(ids.filter((id) => there.has(id)))
    },
    async save(it, signals, trail) {
      const next = write(it)
      if (signals.length > 0) {
        const there = signalsUnder(it.key)
        for (const signal of signals) if (!there.has(signal.id)) there.set(signal.id, structuredClone(signal))
        cells.signals.set(it.key, there)
      }
      changed(trail)
      return next
    },
    queries: async (person) => structuredClone(cells.keptQueries.get(person) ?? []),
    async keepQueries(it, queries, trail) {
      const next = write(it)
      putQueries(it.person, queries)
      changed(trail)
      return next
    },
    async erase(it, was, trail) {
      const next = write(it)
      if (was.queries) putQueries(it.person, was.queries)
      if (was.of === undefined) cells.signals.delete(was.key)
      const left = cells.signals.get(was.key)
      for (const [id, { from, ...signal }] of left ?? []) {
        if (signal.item === was.of) left?.delete(id)
        else if (from !== undefined && from === was.of) left?.set(id, signal)
      }
      changed(trail)
      return next
    },
    async remove(person, trail) {
      const learner = cells.learners.get(person)
      if (!learner) return
      cells.signals.delete(learner.key)
      cells.learners.delete(person)
      cells.keptQueries.delete(person)
      changed(trail)
    },
    async signals(key, from) {
      return structuredClone([...signalsUnder(key).values()].filter((s) => s.minute >= from).toSorted((a, b) => a.minute - b.minute))
    },
    async contributors(role) {
      return [...cells.learners.values()]
        .filter((it) => it.settings.contribution && it.role === role)
        .map(({ person, key }) => ({ person, key }))
        .toSorted((a, b) => byCodePoint(a.person, b.person))
    },
    people: async () => [...cells.learners.keys()].toSorted(byCodePoint),
    async prune(before) {
      for (const there of cells.signals.values()) for (const [id, { minute }] of there) if (minute < before) there.delete(id)
      changed()
    },
    head: async (role) => structuredClone(cells.seedHeads.get(role)),
    seeds: async (role) => structuredClone([...(cells.seeds.get(role) ?? [])].toSorted((a, b) => b.version - a.version)),
    async saveSeed({ head, seed }, trail) {
      const rev = cells.seedHeads.get(head.role)?.rev ?? 0
      if (rev !== head.rev) throw stale(rev, head.rev)
      const next = structuredClone({ ...head, rev: head.rev + 1 })
      cells.seedHeads.set(head.role, next)
      if (seed) cells.seeds.set(head.role, [...(cells.seeds.get(head.role) ?? []).filter((one) => one.version !== seed.version), structuredClone(seed)])
      changed(trail)
      return structuredClone(next)
    },
  }
}
