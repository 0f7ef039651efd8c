import { counted, isCritical, worstFirst } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering } from './answer.ts'

/** Half as many again, and at least three more, is not the usual coming and going. */
const isUnusual = (now: number, usual: number): boolean => now >= usual * 1.5 && now - usual >= 3

/** "What are users feeling and is it known?" */
export const helpdesk: Answering = {
  needs: ['incidents'],
  tell({ ticketRate, incidents, alerts, places }) {
    const links = { tickets: places.all('ticket'), incidents: places.all('incident', { open: true }) }
    const felt = incidents.rows.filter(isCritical).toSorted(worstFirst)
    const [worst] = felt
    const rate = ticketRate && { n: ticketRate.now, usual: Math.round(ticketRate.before) }
    const more = ticketRate !== undefined && isUnusual(ticketRate.now, ticketRate.before)
    const services = counted(felt.map((it) => it.service)).length
    return {
      sentences: [
        ...(rate ? [say(more ? 'desk.more' : 'desk.usual', rate, links)] : []),
        worst
          ? say('desk.known', { n: felt.length, service: worst.service ?? worst.title, services }, { ...links, one: places.one('incident', worst.id) })
          : say('desk.nothing', {}, links),
      ],
      reason: [
        ...(rate ? [say('desk.rate', rate, links)] : []),
        ...(worst ? [say('operator.worst', { title: worst.title, service: '', where: 'none' }, { one: places.one('incident', worst.id) })] : []),
        ...(!rate && !worst ? [say('owner.warnings', { n: alerts.total }, { alerts: places.all('alert', { open: true }) })] : []),
      ],
    }
  },
}
