import type { JsonRecord } from '#contract/json.ts'
import { describeIncident, incidentAt } from './incident-record.ts'
import { amend, textIn, textsIn } from './own-record.ts'
import type { StepKind } from './step.ts'

/** Our own incident by its number or by its observation; anything else is somebody else's. */
export const ownIncident = (named: string): string => (named.startsWith(incidentAt('')) ? named.slice(incidentAt('').length) : named)

const withAlerts = (body: JsonRecord, input: JsonRecord): JsonRecord => ({
  ...body,
  alerts: [...new Set([...textsIn(body, 'alerts'), ...textsIn(input, 'alerts')])],
  ...(textIn(input, 'commander') !== '' && { commander: textIn(input, 'commander') }),
  ...(textIn(input, 'channel') !== '' && { channel: textIn(input, 'channel') }),
})

/** For people: the number in an observation of another system, else what was typed. */
export const nameOf = (named: string): string => /^incident:[^:]+:(.+)$/.exec(named)?.[1] ?? named

/** Alerts joined to an incident that is there. One of another system is only named: nothing is written there. */
export const incidentAttach: StepKind = {
  kind: 'incident.attach',
  async find(input, world) {
    const found = await world.store.records.find({ id: ownIncident(textIn(input, 'incident')) })
    const has = new Set(found ? textsIn(found.body, 'alerts') : [])
    return found && textsIn(input, 'alerts').every((id) => has.has(id))
      ? [{ ref: incidentAt(found.id), fits: textIn(found.body, 'commander') === textIn(input, 'commander'), at: found.at }]
      : []
  },
  async call(input, _, world) {
    const named = textIn(input, 'incident')
    const done = await amend(world, ownIncident(named), describeIncident, (body) => withAlerts(body, input), 'incident.attach')
    return done ? { ...done, ref: incidentAt(done.ref) } : { ref: named, label: nameOf(named) }
  },
  end: async () => undefined,
}
