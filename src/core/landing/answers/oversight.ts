import type { Facts } from '../facts.ts'
import { counted, isCritical } from '../happening.ts'
import type { Found } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering, Told } from './answer.ts'

const openIn = (parts: readonly (Found | undefined)[]): number => parts.reduce((sum, it) => sum + (it?.total ?? 0), 0)
/** Comparing needs both sides whole. */
const isWhole = (parts: readonly (Found | undefined)[]): boolean => parts.every((it) => it === undefined || it.state === 'known' || it.state === 'unconnected')

/** The team whose open work grew most in a week, where it grew. */
function heaviest({
  tickets,
  incidents,
  ticketsBefore,
  incidentsBefore,
}: Facts): { readonly team: string; readonly open: number; readonly more: number } | undefined {
  const now = counted([...(tickets?.rows ?? []), ...incidents.rows].map((it) => it.team))
  const before = new Map(counted([...(ticketsBefore?.rows ?? []), ...(incidentsBefore?.rows ?? [])].map((it) => it.team)))
  const grown = now.map(([team, open]) => ({ team, open, more: open - (before.get(team) ?? 0) })).filter(({ more }) => more > 0)
  return grown.toSorted((a, b) => b.more - a.more || b.open - a.open || (a.team < b.team ? -1 : 1))[0]
}

/** "Are we keeping up, who is overloaded?" */
export const itManager: Answering = {
  needs: ['incidents', 'tickets'],
  tell(facts): Told {
    const { places, tickets, incidents, ticketsBefore, incidentsBefore } = facts
    const open = openIn([tickets, incidents])
    const before = openIn([ticketsBefore, incidentsBefore])
    const links = { work: places.all('ticket', { open: true }), team: places.all('ticket', { open: true }), incidents: places.all('incident', { open: true }) }
    const burdened = heaviest(facts)
    const compared = isWhole([tickets, incidents, ticketsBefore, incidentsBefore])
    if (!compared) return { sentences: [say('manager.open', { tickets: tickets?.total ?? 0, incidents: incidents.total }, links)], reason: [] }
    const verdict = open <= before ? (burdened ? 'manager.upBut' : 'manager.up') : 'manager.behind'
    return {
      sentences: [say(verdict, { team: burdened?.team ?? '', more: open - before }, links)],
      reason: [
        say('manager.backlog', { open, way: open === before ? 'same' : open < before ? 'less' : 'more', by: Math.abs(open - before) }, links),
        ...(burdened ? [say('manager.team', { team: burdened.team, open: burdened.open, more: burdened.more }, links)] : []),
      ],
    }
  },
}

/** "Are we reliable, is it improving?" */
export const executive: Answering = {
  needs: ['incidents'],
  tell(facts): Told {
    const { places, incidents, majors } = facts
    const major = incidents.rows.filter(isCritical)
    const services = counted(major.map((it) => it.service)).length
    const links = { incidents: places.all('incident', { open: true }) }
    return {
      sentences: [major.length > 0 ? say('executive.open', { n: major.length, services }, links) : say('executive.quiet', {}, links)],
      reason: majors
        ? [
            say(
              'executive.majors',
              {
                n: majors.now,
                way: majors.now === majors.before ? 'same' : majors.now < majors.before ? 'less' : 'more',
                by: Math.abs(majors.now - majors.before),
              },
              { incidents: places.all('incident') },
            ),
          ]
        : [],
    }
  },
}
