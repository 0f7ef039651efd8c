/** One thread of the replay: plays its share, a message a person. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Played, Share } from './crew.ts'
import { kindsOf } from './kinds.ts'
import { replayLandings } from './landings.ts'
import { replayPerson } from './next-item.ts'
import { createPriors } from './people.ts'
import { replayStrip } from './stability.ts'

const { log, fitted, people } = workerData as Share // Given by crew.ts alone.
const kinds = kindsOf(fitted)
const priorOf = createPriors(log)
const items = log.items.length
for (const place of people) {
  const person = log.people[place]
  if (!person) throw new Error(`nobody has place ${place} in the log`)
  const prior = priorOf(person)
  const played: Played = {
    person: place,
    nextItem: kinds.map((kind) => replayPerson(person, kind, { items, prior })),
    strip: replayStrip(person, prior, items),
    landings: replayLandings(person, prior, items),
  }
  parentPort?.postMessage(played)
}
