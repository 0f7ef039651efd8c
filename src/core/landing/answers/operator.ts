import type { Matter } from '../attention.ts'
import type { Facts } from '../facts.ts'
import { counted, isCritical } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering, Told } from './answer.ts'
import { whatAndWhere } from './worst.ts'

const isFree = ({ first }: Matter): boolean => first.owner === null

/** "What is burning, is anyone on it?" Counted as they stand below, under what needs attention. */
export const operator: Answering = {
  needs: ['alerts'],
  tell(facts) {
    const { matters } = facts
    const critical = matters.filter(({ first }) => isCritical(first))
    return critical.length > 0 ? burning(facts, critical) : quiet(facts, matters)
  },
}

function burning({ places }: Facts, critical: readonly Matter[]): Told {
  const free = critical.filter(isFree)
  const all = { alerts: places.all('alert', { severity: 'critical', open: true }) }
  // What nobody has comes first among them.
  const [worst] = critical
  const services = counted(critical.map(({ first }) => first.service)).length
  return {
    sentences: [
      say('operator.burning', { n: critical.length }, all),
      say(free.length === 0 ? 'operator.taken' : 'operator.free', { n: free.length, of: critical.length }, all),
    ],
    reason: [
      ...(worst ? [say('operator.worst', whatAndWhere(worst.first), { one: places.one(worst.first.kind, worst.first.id) })] : []),
      ...(worst && worst.count > 1 ? [say('operator.alerts', { n: worst.count }, all)] : []),
      ...(services > 1 ? [say('operator.services', { n: services }, all)] : []),
    ].slice(0, 2),
  }
}

function quiet({ incidents, places }: Facts, matters: readonly Matter[]): Told {
  const warnings = matters.filter(({ first }) => first.kind === 'alert')
  const open = { alerts: places.all('alert', { open: true }) }
  return {
    sentences: [say('operator.quiet', {}, open)],
    reason: [
      warnings.length > 0 ? say('operator.warnings', { n: warnings.length, free: warnings.filter(isFree).length }, open) : say('operator.nothing', {}, open),
      ...(incidents.state === 'known' && incidents.total > 0
        ? [say('operator.incidents', { n: incidents.total }, { incidents: places.all('incident', { open: true }) })]
        : []),
    ],
  }
}
