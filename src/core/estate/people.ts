import { chance } from './chance.ts'
import { sites, teams } from './places.ts'

/** The nine job roles (aiops.md 1.2). */
export const roles = [
  'noc-operator',
  'sre',
  'service-owner',
  'it-manager',
  'executive',
  'change-manager',
  'security-analyst',
  'helpdesk',
  'platform-admin',
] as const
export type Role = (typeof roles)[number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly team: string
  readonly site: string
  readonly zone: string
  readonly locale: string
  /** Personas can be signed in as; the rest is the population behind them. */
  readonly persona: boolean
}

const locales = ['en', 'de', 'pl', 'pt', 'ar', 'hi'] as const
const first = [
  'Ada',
  'Bela',
  'Cato',
  'Dena',
  'Egon',
  'Fila',
  'Gero',
  'Hana',
  'Ivo',
  'Jora',
  'Kiri',
  'Lumo',
  'Mina',
  'Nilo',
  'Orla',
  'Pavo',
  'Quin',
  'Rika',
  'Sami',
  'Tova',
  'Ugo',
  'Vela',
  'Wim',
  'Xenia',
]
const last = ['Sample', 'Muster', 'Example', 'Testa', 'Prober', 'Model', 'Fixture', 'Demo']

/** Personas by role: 24 in all. */
const personasPerRole: Readonly<Record<Role, number>> = {
  'noc-operator': 4,
  sre: 4,
  'service-owner': 3,
  'it-manager': 3,
  executive: 2,
  'change-manager': 2,
  'security-analyst': 2,
  helpdesk: 2,
  'platform-admin': 2,
}
/** People by role, personas included; executives and platform admins stay below ten, too few to learn from. */
const peoplePerRole: Readonly<Record<Role, number>> = {
  'noc-operator': 36,
  sre: 28,
  'service-owner': 24,
  'it-manager': 20,
  executive: 7,
  'change-manager': 19,
  'security-analyst': 19,
  helpdesk: 30,
  'platform-admin': 8,
}
const teamsOf: Readonly<Record<Role, readonly string[]>> = {
  'noc-operator': ['noc'],
  sre: ['sre-core', 'data', 'network'],
  'service-owner': ['payments', 'storefront', 'data', 'identity'],
  'it-manager': ['noc', 'sre-core', 'workplace'],
  executive: ['sre-core'],
  'change-manager': ['sre-core', 'network'],
  'security-analyst': ['security'],
  helpdesk: ['workplace'],
  'platform-admin': ['sre-core'],
}

/** Everybody in the estate, personas first within each role. Names are obviously invented. */
export function peopleOf(seed: number): readonly Person[] {
  return roles.flatMap((role) =>
    Array.from({ length: peoplePerRole[role] }, (_, n): Person => {
      const id = `${role}-${n + 1}`
      const draw = chance(seed, 'person', id)
      const team = draw.pick(0, teamsOf[role])
      const site = draw.unit(1) < 0.6 ? (teams.find((t) => t.id === team)?.site ?? 'fra') : draw.pick(2, sites).id
      const place = sites.find((s) => s.id === site)
      const name = `${draw.pick(3, first)} ${draw.pick(4, last)}`
      // Six locales are spread over the personas so that each is somebody's; the others speak their site's language.
      const locale = n < personasPerRole[role] ? (locales[(roles.indexOf(role) * 3 + n) % locales.length] ?? 'en') : (place?.locale ?? 'en')
      return { id, name, email: `${id}@people.example`, role, team, site, zone: place?.zone ?? 'UTC', locale, persona: n < personasPerRole[role] }
    }),
  )
}
