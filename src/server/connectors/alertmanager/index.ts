import type { Matcher } from '#contract/access.ts'
import type { MeasureSpec } from '#contract/query.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, Narrowing, OpenSource, SourcePorts } from '../connector.ts'
import { addressOf } from '../http-address.ts'
import { matchValues } from '../variables.ts'
import { alertsFrame, fits, groupsFrame, observationOf, overlaps } from './alerts.ts'
import { Config, Spec } from './config.ts'
import type { AlertsSpec, GroupsSpec, SilencesSpec } from './config.ts'
import { fillMatchers, splitMatchers, writtenMatcher } from './matchers.ts'
import { silencesFrame } from './silences.ts'
import { silencing } from './silencing.ts'
import { readAlerts, readGroups, readReply, readSilences, readVersion } from './wire.ts'
import type { Alert } from './wire.ts'

const maxBytes = 16 * 1_048_576
const deadlineMs = 10_000
const everything = { match: [], where: {}, active: true, silenced: false, inhibited: false }

const filters = (spec: AlertsSpec | GroupsSpec, { variables }: Pick<Ask, 'variables'>) => ({
  filter: fillMatchers(spec.match, variables),
  active: String(spec.active),
  silenced: String(spec.silenced),
  inhibited: String(spec.inhibited),
  ...(spec.receiver !== undefined && { receiver: spec.receiver }),
})

/** Alertmanager, API version 2. Everything but silences is only read. */
export const alertmanager = defineConnector<Config, Spec>({
  kind: 'alertmanager',
  addable: true,
  config: Config,
  spec: Spec,
  address: addressOf,
  can: ['labels', 'series', 'silences'],
  measures: {
    'alerts.active': ({ match }: MeasureSpec): Spec => ({ ...everything, kind: 'alerts', where: match }),
    'alerts.groups': ({ match }: MeasureSpec): Spec => ({ ...everything, kind: 'groups', where: match }),
    'alerts.silences': (): Spec => ({ kind: 'silences', match: [], states: ['active', 'pending', 'expired'] }),
  },
  open: (_, ports) => asked(ports, []),
})

/** The source as its asker may see it: `forced` filters stand beside those of every question, and Alertmanager joins them by "and". */
function asked(ports: SourcePorts, given: readonly Matcher[]): OpenSource<Spec> {
  const forced = given.map(writtenMatcher)
  const get = async (path: string, asking: Readonly<Record<string, string | readonly string[]>>, signal: AbortSignal): Promise<unknown> => {
    const search = forced.length === 0 ? asking : { ...asking, filter: [...texts(asking['filter']), ...forced] }
    return readReply(await ports.call({ path: `api/v2/${path}`, search, accept: ['application/json'], maxBytes, deadlineMs }, signal))
  }

  /** Keeps the alerts of the range that say what is wanted. */
  const picker = ({ where }: AlertsSpec | GroupsSpec, { range, variables }: Ask) => {
    const [wanted, now] = [matchValues(where, variables), ports.clock.now()]
    return (all: readonly Alert[]) => all.map((alert) => observationOf(alert, ports.sourceId, now)).filter((it) => overlaps(it, range, now) && fits(it, wanted))
  }

  const alerts = async (spec: AlertsSpec, ask: Ask) => alertsFrame(picker(spec, ask)(readAlerts(await get('alerts', filters(spec, ask), ask.signal))))

  const groups = async (spec: GroupsSpec, ask: Ask) => {
    const pick = picker(spec, ask)
    const all = readGroups(await get('alerts/groups', filters(spec, ask), ask.signal))
    return groupsFrame(all.map((group) => ({ ...group, alerts: pick(group.alerts) })))
  }

  const silences = async (spec: SilencesSpec, { range, variables, signal }: Ask) => {
    const all = readSilences(await get('silences', { filter: fillMatchers(spec.match, variables) }, signal))
    return silencesFrame(all.filter((s) => spec.states.some((state) => state === s.state) && s.startsAt < range.to && s.endsAt > range.from))
  }

  /** Label sets of everything it knows, silenced or not. */
  const labelSets = async ({ match = '', signal }: Narrowing) => {
    const search = { filter: fillMatchers(splitMatchers(match), {}), active: 'true', silenced: 'true', inhibited: 'true' }
    return readAlerts(await get('alerts', search, signal)).map((alert) => alert.labels)
  }
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1))

  return {
    async query(spec, ask) {
      switch (spec.kind) {
        case 'alerts':
          return alerts(spec, ask)
        case 'groups':
          return groups(spec, ask)
        case 'silences':
          return silences(spec, ask)
        default:
          return spec satisfies never
      }
    },
    async check(signal) {
      const version = readVersion(await get('status', {}, signal))
      return version === undefined ? {} : { version }
    },
    silences: silencing(ports, given, get),
    series: labelSets,
    labels: async (narrowing) => distinct((await labelSets(narrowing)).flatMap((labels) => Object.keys(labels))),
    labelValues: async (label, narrowing) => distinct((await labelSets(narrowing)).flatMap((labels) => labels[label] ?? [])),
    narrow: (matchers) => asked(ports, [...given, ...matchers]),
  }
}

const texts = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)
