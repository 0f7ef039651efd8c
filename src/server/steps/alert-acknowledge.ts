import { textIn, textsIn } from './own-record.ts'
import type { StepKind } from './step.ts'

/** Says that somebody is on these alerts. Who said so first stands; coming second is no failure and is told. */
export const alertAcknowledge: StepKind = {
  kind: 'alert.acknowledge',
  async find(input, { store, run }) {
    const alerts = textsIn(input, 'alerts')
    const standing = await store.records.acknowledged(alerts)
    const mine = standing.some((one) => one.run === run.id)
    return standing.length === alerts.length && standing.length > 0 ? [{ ref: run.id, fits: mine || standing.length > 0, at: standing[0]?.at ?? 0 }] : []
  },
  async call(input, _, world) {
    const { store, run, by, clock } = world
    const alerts = textsIn(input, 'alerts')
    const note = textIn(input, 'note')
    const draft = alerts.map((alert) => ({ alert, by, at: clock.now(), run: run.id, note }))
    await store.records.acknowledge(draft, world.trail('alert.acknowledge', run.id, { alerts: alerts.length }))
    const others = [...new Set((await store.records.acknowledged(alerts)).flatMap((one) => (one.run === run.id ? [] : [one.by.name])))]
    return { ref: run.id, label: others.length > 0 ? others.join(', ') : by.name }
  },
  end: async () => undefined,
}
