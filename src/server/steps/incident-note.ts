import type { JsonRecord } from '#contract/json.ts'
import { effectOf } from '#core/workflow/definition.ts'
import { nameOf, ownIncident } from './incident-attach.ts'
import { describeIncident, incidentAt } from './incident-record.ts'
import { amend, textIn } from './own-record.ts'
import { markOf } from './step.ts'
import type { StepKind, StepWorld } from './step.ts'

const incidentOf = ({ run }: StepWorld): string => ownIncident(effectOf(run, 'incident')?.ref ?? '')

const notesIn = (body: JsonRecord): readonly JsonRecord[] => {
  const notes = body['timeline']
  // Only this step writes them, always as records.
  return Array.isArray(notes) ? (notes as unknown as readonly JsonRecord[]) : []
}

/** A word on the timeline of the run's own incident. The same note again replaces itself. */
export const incidentNote: StepKind = {
  kind: 'incident.note',
  async find(input, world) {
    const found = await world.store.records.find({ id: incidentOf(world) })
    const note = found && notesIn(found.body).find((one) => one['key'] === markOf(world))
    return found && note
      ? [{ ref: incidentAt(found.id), fits: textIn(note, 'text') === textIn(input, 'text') && note['next'] === input['next'], at: found.at }]
      : []
  },
  async call(input, _, world) {
    const id = incidentOf(world)
    const note = { key: markOf(world), at: world.clock.now(), by: world.by.name, ...input }
    const add = (body: JsonRecord): JsonRecord => ({ ...body, timeline: [...notesIn(body).filter((one) => one['key'] !== note.key), note] })
    const done = await amend(world, id, describeIncident, add, 'incident.note')
    return done ? { ...done, ref: incidentAt(done.ref) } : { ref: id, label: nameOf(id) }
  },
  end: async () => undefined,
}
