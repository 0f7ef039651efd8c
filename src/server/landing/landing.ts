import type { Landing } from '#contract/landing.ts'
import { answerOf } from '#core/landing/answer.ts'
import { attentionOf } from '#core/landing/attention.ts'
import type { Facts } from '#core/landing/facts.ts'
import { together } from '#core/landing/happening.ts'
import type { Reader } from '#core/landing/scope.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Given } from '../door/route.ts'
import type { Context } from '../routes/context.ts'
import { addresses } from './addresses.ts'
import { createAsking } from './asking.ts'
import { gather } from './gather.ts'
import { whichDashboard } from './which.ts'

export interface LandingAsked {
  readonly by: Asker
  readonly zone: string
  readonly signal: AbortSignal
}

const attentionPart = (facts: Facts): Given<Landing['attention']> => ({
  state: together([facts.alerts, facts.incidents]),
  ...attentionOf({ alerts: facts.alerts.rows, incidents: facts.incidents.rows }, facts.reader, facts.places),
  all: facts.places.all('alert', { open: true }),
})

/** Puts a person's first screen together: who they are, what they may see, what of it needs them. */
export function createLanding({ ports, engine, access }: Pick<Context, 'ports' | 'engine' | 'access'>) {
  const readerOf = async ({ actor, caller }: Asker): Promise<Reader & { readonly landing: string | null }> => {
    const known = await engine.keeper.signedIn(caller)
    if (!known) return { role: actor.roles[0] ?? null, teams: actor.teams, sites: actor.sites, landing: null }
    const { person, roles } = known
    // Teams and sites people choose themselves narrow what is shown; they are never rights.
    return {
      role: roles[0]?.id ?? null,
      teams: [...person.teams, ...person.chosenTeams],
      sites: [...person.sites, ...person.chosenSites],
      landing: roles[0]?.landing ?? null,
    }
  }

  return async ({ by, zone, signal }: LandingAsked): Promise<Given<Landing>> => {
    const now = ports.clock.now()
    const [reader, readable, sources] = await Promise.all([readerOf(by), access.dashboards.list(by), access.sources.list(by)])
    const places = addresses(readable)
    const asking = await createAsking({ sources: access.sources, by, zone, signal }, { from: now - day, to: now + 1 })
    const facts = await gather({ asking, reader, places, sources, now })
    return {
      at: now,
      role: reader.role,
      ...whichDashboard(reader, readable),
      demo: asking.demo,
      answer: answerOf(facts),
      attention: attentionPart(facts),
      highlights: { state: 'unconnected', rows: [] },
      watch: null,
    }
  }
}
