import { api } from '#contract/api.ts'
import type { EndpointName } from '#contract/api.ts'
import * as contract from '#contract/learning.ts'
import { Signal } from '#contract/learning.ts'
import { readLearningSheet } from '#contract/learning-sheet.ts'
import * as kept from '#contract/kept-queries.ts'
import * as stay from '#contract/stay.ts'
import type { LearningSheet } from '#contract/learning-sheet.ts'
import { keptFaint, keptUntouched } from '#core/personalization/learn.ts'
import { fewestInRole, fewestPeople } from '#core/personalization/seed.ts'
import { rules } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import { maxProfile, untold } from '../store/learning.ts'
import type { Learner, LearningSettings } from '../store/learning.ts'
import { keptDays } from './ingest.ts'
import { laterDays } from './own.ts'
import { staysDays } from './stays.ts'
import { apartDays } from './seeds.ts'

type Purpose = LearningSheet['person'][number]['purpose']

/** What went by itself so long after an account was closed. */
export const closedDays = 30

/** Pages nothing is ever learned of: what is about people, and one's own account. */
const neverLearned = ['people', 'audit', 'account'] as const

/** Why each field of a signal is there. A field without a line here does not compile. */
const ofSignal = {
  id: 'know',
  kind: 'order',
  item: 'order',
  from: 'order',
  via: 'order',
  minute: 'order',
  step: 'order',
  view: 'look',
  shape: 'look',
} as const satisfies Record<keyof Signal, Purpose>

const ofPerson = {
  person: 'know',
  key: 'know',
  rev: 'know',
  role: 'seed',
  profile: 'order',
  slots: 'place',
  stays: 'return',
  queries: 'return',
} as const satisfies Record<Exclude<keyof Learner, 'settings'> | 'queries', Purpose>

const ofSettings = {
  paused: 'choice',
  contribution: 'choice',
  noticedAt: 'choice',
  pins: 'choice',
  mutes: 'choice',
  answers: 'choice',
} as const satisfies Record<keyof LearningSettings, Purpose>

const needOf = (rule: Rule): string => (rule.who === 'capability' ? rule.capability : rule.who)

/** Addresses of learning: what the contract has of it, whoever adds one. */
const addresses = [...Object.values(contract), ...Object.values(stay), ...Object.values(kept), readLearningSheet].flatMap((it) =>
  typeof it === 'object' && 'method' in it && 'path' in it && Object.hasOwn(api, it.name) ? [it] : [],
)

function accessOf({ name, method, path }: (typeof addresses)[number]): LearningSheet['access'][number] {
  // What is in `api` has a rule.
  const rule: Rule = rules[name as EndpointName]
  const shows = name === readLearningSheet.name ? 'sheet' : rule.who === 'capability' ? 'order' : 'self'
  return { endpoint: name, method, path, shows, needs: needOf(rule) }
}

/** The facts themselves, from what this server runs with. */
export const learningSheet = (): LearningSheet => ({
  v: 1,
  signal: Object.entries(ofSignal).map(([field, purpose]) => ({ field, purpose, required: !Signal.shape[field as keyof Signal].safeParse(undefined).success })),
  person: [
    ...Object.entries(ofPerson).map(([field, purpose]) => ({ field, purpose })),
    ...Object.entries(untold).map(([field]) => ({ field: `settings.${field}`, purpose: ofSettings[field as keyof LearningSettings] })),
  ],
  retention: {
    signalsDays: keptDays,
    untouchedCountersDays: keptUntouched,
    faintCountersDays: keptFaint,
    closedAccountDays: closedDays,
    laterAnswerDays: laterDays,
    staysDays,
    profileBytes: maxProfile,
  },
  seeds: { peoplePerItem: fewestPeople, peopleInRole: fewestInRole, lookBackDays: keptDays, apartDays, countsAreKept: false },
  access: addresses.map(accessOf),
  neverLearned: [...neverLearned],
})
