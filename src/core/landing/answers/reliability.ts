import type { Facts } from '../facts.ts'
import { counted, isCritical, worstFirst } from '../happening.ts'
import type { Happening } from '../happening.ts'
import { nearnessTo, scopeOf } from '../scope.ts'
import { say } from '../sentence.ts'
import type { Answering, Told } from './answer.ts'
import { nextChange } from './changes.ts'
import { whatAndWhere } from './worst.ts'

/** Of everything, what is the reader's own; all of it where they have told no team and no site. */
const ownOf = ({ reader }: Facts): ((it: Happening) => boolean) => {
  if (scopeOf(reader) === 'estate') return () => true
  const nearness = nearnessTo(reader)
  return (it) => nearness(it) === 'team' || (reader.teams.length === 0 && nearness(it) === 'site')
}

const scopeWord = (facts: Facts): string => (scopeOf(facts.reader) === 'own' ? 'own' : 'all')

/** "Which budget is burning, what changed?" */
export const sre: Answering = {
  needs: ['alerts', 'incidents'],
  tell(facts) {
    const { places, now } = facts
    const isOwn = ownOf(facts)
    const critical = [...facts.alerts.rows, ...facts.incidents.rows].filter((it) => isCritical(it) && isOwn(it))
    const services = counted(critical.map((it) => it.service))
    const changes = (facts.changes?.rows ?? []).filter((it) => isOwn(it) && it.start <= now)
    const failed = changes.filter((it) => it.status === 'failed').length
    const open = { alerts: places.all('alert', { severity: 'critical', open: true }) }
    const changed = { changes: places.all('change') }
    const [worst] = critical.toSorted(worstFirst)
    return {
      sentences: [
        services.length > 0
          ? say('sre.burning', { n: services.length, service: services[0]?.[0] ?? '', scope: scopeWord(facts) }, open)
          : say('sre.quiet', { scope: scopeWord(facts) }, open),
        say('sre.changed', { n: changes.length, failed }, changed),
      ],
      reason: [...(worst ? [say('operator.worst', whatAndWhere(worst), { one: places.one(worst.kind, worst.id) })] : []), ...nextChange(facts, isOwn)],
    }
  },
}

/** "Is my service healthy for users?" */
export const serviceOwner: Answering = {
  needs: ['alerts', 'incidents'],
  tell(facts): Told {
    const { places } = facts
    const isOwn = ownOf(facts)
    const incidents = facts.incidents.rows.filter(isOwn).toSorted(worstFirst)
    const alerts = facts.alerts.rows.filter(isOwn)
    const critical = alerts.filter(isCritical)
    const hurt = counted([...incidents, ...critical].map((it) => it.service))
    const [worst] = [...incidents, ...critical].toSorted(worstFirst)
    const scope = scopeWord(facts)
    const open = { incidents: places.all('incident', { open: true }), alerts: places.all('alert', { open: true }) }
    return {
      sentences: [
        hurt.length > 0 ? say('owner.hurt', { n: hurt.length, service: hurt[0]?.[0] ?? '', scope }, open) : say('owner.healthy', { scope }, open),
        ...(incidents.length > 0 ? [say('owner.incidents', { n: incidents.length, free: incidents.filter((it) => it.owner === null).length }, open)] : []),
      ],
      reason: [
        worst ? say('operator.worst', whatAndWhere(worst), { one: places.one(worst.kind, worst.id) }) : say('owner.warnings', { n: alerts.length }, open),
        ...nextChange(facts, isOwn),
      ],
    }
  },
}
