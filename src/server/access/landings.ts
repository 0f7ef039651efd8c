import type { DashboardSummary } from '#contract/dashboard.ts'
import { Organisation } from '#contract/organisation.ts'
import { landingOf } from '#core/dashboard/landing-of.ts'
import type { LandingChoices, LandingFound } from '#core/dashboard/landing-of.ts'
import { noted } from '../accounts/noted.ts'
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
  of(chosen: Pick<LandingChoices, 'own' | 'role'>, readable: readonly Pick<DashboardSummary, 'id' | 'origin'>[]): Promise<LandingFound | undefined>
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
    async of({ own, role }, readable) {
      const { landing } = await organisation()
      // What came with the installation before what somebody happened to change last.
      const starters = readable.filter((d) => d.origin === 'starter')
      return landingOf({
        own,
        role,
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
