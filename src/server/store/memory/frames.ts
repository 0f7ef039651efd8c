import { frameLimit } from '#contract/frame-choice.ts'
import { framesOf } from '../frames.ts'
import type { FrameStore } from '../frames.ts'
import type { Trail } from '../trail.ts'
import type { Cells } from './cells.ts'

/** What people did about the frame around their landing, in memory. */
export function createFrames(cells: Cells, changed: (trail?: Trail) => void): FrameStore {
  return {
    read: async (person) => framesOf(cells.frames.get(person) ?? []),
    async save({ person, on, act, name, at }, trail) {
      const others = (cells.frames.get(person) ?? []).filter((row) => row.act !== act || row.name !== name)
      const rows = on ? [...others, { act, name, at }] : others
      const latest = rows
        .filter((row) => row.act === act)
        .toSorted((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
        .slice(0, frameLimit)
      cells.frames.set(person, [...rows.filter((row) => row.act !== act), ...latest])
      changed(trail)
    },
  }
}
