import type { DashboardSummary } from '#contract/dashboard.ts'
import { Organisation } from '#contract/organisation.ts'
import { landingOf } from '#core/dashboard/landing-of.ts'
import type { LandingFrom } from '#core/dashboard/landing-of.ts'
import { noted } from '../accounts/noted.ts'
import type { SignedIn } from '../accounts/sessions.ts'
import type { Ports } from '../ports.ts'
import type { Asker } from './asker.ts'
import type { Dashboards } from './dashboards.ts'

const fact = 'organisation'
/** Needs no source of the organisation's own: its landing until it chooses another. */
const worksAnywhere = 'this-machine'
const unset: Organisation = { landing: null }

/** Where people land: their own choice, their active role's, the organisation's. */
export interface Landings {
  /** Undefined where there is nothing they may read: `readable`. */
  of(
    me: SignedIn | undefined,
    readable: readonly Pick<DashboardSummary, 'id' | 'origin'>[],
  ): Promise<{ readonly dashboard: string; readonly from: LandingFrom } | undefined>
  organisation(): Promise<Organisation>
  saveOrganisation(by: Asker, it: Organisation): Promise<Organisation>
}

export function createLandings({ store, clock }: Pick<Ports, 'store' | 'clock'>, dashboards: Pick<Dashboards, 'read'>): Landings {
  const organisation = async (): Promise<Organisation> => {
    const kept = await store.facts.read(fact)
    // Written below only, always from a setting.
    return kept === undefined ? unset : Organisation.parse(JSON.parse(kept))
  }

  return {
    organisation,
    async of(me, readable) {
      const { landing } = await organisation()
      // What came with the installation before what somebody happened to change last.
      const starters = readable.filter((d) => d.origin === 'starter')
      return landingOf({
        own: me?.person.landing ?? null,
        role: me?.roles[0]?.landing ?? null,
        organisation: landing ?? worksAnywhere,
        there: [...starters, ...readable].map((d) => d.id),
      })
    },
    async saveOrganisation(by, it) {
      if (it.landing !== null) await dashboards.read(by, it.landing)
      const trail = noted({ ...by, at: clock.now() }, { action: 'organisation.save', object: 'organisation:landing', detail: { landing: it.landing } }, [
        { topic: 'role', id: '' },
      ])
      await store.facts.write(fact, JSON.stringify(it), trail)
      return it
    },
  }
}
