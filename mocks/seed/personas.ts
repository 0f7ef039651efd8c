import { peopleOf } from '#core/estate/people.ts'
import type { Person } from '#core/estate/people.ts'
import { ServerFault } from '#server/fault.ts'
import type { PeopleStore } from '#server/store/identity.ts'

/** The seed of the demo estate, so that its people are the ones its teams and incidents name. */
const seed = 7

/** Everybody one can be: the estate's personas. */
export const personas: readonly Person[] = peopleOf(seed).filter((p) => p.persona)

/** Every persona signs in with their id and this, so that the sign-in page can be tried. */
export const personaPassword = 'persona of the demo estate'
/** Made of it once, as the mocks' own crypto makes them (PBKDF2): two dozen at every start would be felt. */
const passwordRecord = '$pbkdf2-sha256$210000$aG9tZXBvcnQgcGVyc29uYQ==$B4ysC+Nw9dwDtuJHnVeGhwsyeLj+jhl9n7ezdC/gnGI='

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
        login: id,
        password: passwordRecord,
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
