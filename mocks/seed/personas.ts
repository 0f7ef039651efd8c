import { peopleOf } from '#core/estate/people.ts'
import type { Person } from '#core/estate/people.ts'
import { ServerFault } from '#server/fault.ts'
import type { PeopleStore } from '#server/store/identity.ts'

/** The seed of the demo estate, so that its people are the ones its teams and incidents name. */
const seed = 7

/** Everybody one can be: the estate's personas. */
export const personas: readonly Person[] = peopleOf(seed).filter((p) => p.persona)

/** Who one is when nobody was chosen: somebody who may do everything. */
export const defaultPersona = 'platform-admin-1'

export const isPersona = (id: string | null | undefined): id is string => personas.some((p) => p.id === id)

/** Writes those who are not there yet; what was changed about the others stays. */
export async function writePersonas(people: PeopleStore, now: number): Promise<void> {
  for (const { id, name, email, role, team, site } of personas) {
    await people
      .create({
        id,
        name,
        email,
        login: null,
        password: null,
        disabled: false,
        roles: [{ role, from: 'local' }],
        active: role,
        teams: [team],
        sites: [site],
        chosenTeams: [],
        chosenSites: [],
        identities: [],
        createdAt: now,
        seenAt: null,
      })
      .catch((error: unknown) => {
        if (!(error instanceof ServerFault) || error.fault.code !== 'exists') throw error
      })
  }
}
