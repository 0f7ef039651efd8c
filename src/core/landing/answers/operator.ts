import type { Facts } from '../facts.ts'
import { counted, isCritical, worstFirst } from '../happening.ts'
import type { Happening } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering, Told } from './answer.ts'
import { whatAndWhere } from './worst.ts'

const isFree = ({ owner }: Happening): boolean => owner === null

/** "What is burning, is anyone on it?" */
export const operator: Answering = {
  needs: ['alerts'],
  tell(facts) {
    const critical = facts.alerts.rows.filter(isCritical)
    return critical.length > 0 ? burning(facts, critical) : quiet(facts)
  },
}

function burning({ places }: Facts, critical: readonly Happening[]): Told {
  const free = critical.filter(isFree)
  const all = { alerts: places.all('alert', { severity: 'critical', open: true }) }
  // What nobody has is told before what somebody works on.
  const [worst] = (free.length > 0 ? free : critical).toSorted(worstFirst)
  const services = counted(critical.map((it) => it.service)).length
  return {
    sentences: [
      say('operator.burning', { n: critical.length }, all),
      say(free.length === 0 ? 'operator.taken' : 'operator.free', { n: free.length, of: critical.length }, all),
    ],
    reason: [
      ...(worst ? [say('operator.worst', whatAndWhere(worst), { one: places.one(worst.kind, worst.id) })] : []),
      ...(services > 1 ? [say('operator.services', { n: services }, all)] : []),
    ],
  }
}

function quiet({ alerts, incidents, places }: Facts): Told {
  const free = alerts.rows.filter(isFree).length
  const open = { alerts: places.all('alert', { open: true }) }
  return {
    sentences: [say('operator.quiet', {}, open)],
    reason: [
      alerts.total > 0 ? say('operator.warnings', { n: alerts.total, free }, open) : say('operator.nothing', {}, open),
      ...(incidents.state === 'known' && incidents.total > 0
        ? [say('operator.incidents', { n: incidents.total }, { incidents: places.all('incident', { open: true }) })]
        : []),
    ],
  }
}
