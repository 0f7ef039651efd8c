import type { Variable } from '#contract/dashboard.ts'
import { compose } from '../compose.ts'
import type { Row } from '../compose.ts'
import type { StarterDashboard } from '../template.ts'
import { changeRows, dependencyRow, goldenRows, incidentRows } from './starters.ts'

const chosen = (name: string, label: string): Variable => ({ name, label, from: { source: 'demo', label: name }, multi: true, default: [] })

/** The same rows asking only for what the reader chose at the top. */
const narrowed = (rows: readonly Row[], name: string): readonly Row[] =>
  rows.map((row) => ({ ...row, parts: row.parts.map((p) => ({ ...p, match: { ...p.match, [name]: `\${${name}}` } })) }))

const operations: readonly Row[] = [
  {
    h: 3,
    parts: [
      { of: 'firingNow', title: 'Firing', w: 3 },
      { of: 'criticalsNow', title: 'Critical', w: 3 },
      { of: 'errorsNow', title: 'Errors', w: 3 },
      { of: 'requestsNow', title: 'Requests', w: 3 },
    ],
  },
  {
    h: 8,
    parts: [
      { of: 'alertGroups', title: 'Alert groups', w: 7 },
      { of: 'incidentTimeline', title: 'Incidents', w: 5 },
    ],
  },
  {
    h: 6,
    parts: [
      { of: 'alertHistory', title: 'Alerts over time', w: 4 },
      { of: 'noisyRules', title: 'Noisiest rules', w: 4 },
      { of: 'busiestServices', title: 'Busiest services', w: 4 },
    ],
  },
  {
    h: 8,
    parts: [
      { of: 'alertLinks', title: 'Services and their alerts', w: 6 },
      { of: 'alertsTogether', title: 'What begins together', w: 6 },
    ],
  },
  {
    h: 6,
    parts: [
      { of: 'silences', title: 'Silences and maintenance', w: 6 },
      { of: 'automationTimeline', title: 'Automation', w: 6 },
    ],
  },
]

const alerts: readonly Row[] = [
  {
    h: 8,
    parts: [
      { of: 'alertGroups', title: 'Alert groups', w: 7 },
      { of: 'firingTimeline', title: 'Firing since', w: 5 },
    ],
  },
  {
    h: 6,
    parts: [
      { of: 'alertHistory', title: 'Alerts over time', w: 6 },
      { of: 'noisyRules', title: 'Noisiest rules', w: 6 },
    ],
  },
  {
    h: 8,
    parts: [
      { of: 'alertEpisodes', title: 'Alert episodes', w: 7 },
      { of: 'alertLinks', title: 'Services and their alerts', w: 5 },
    ],
  },
]

const fleet: readonly Row[] = [
  {
    h: 6,
    parts: [
      { of: 'hostCpu', title: 'Processor', w: 6, sub: 'busiest hosts' },
      { of: 'hostBusyTimes', title: 'Busy times', w: 6 },
    ],
  },
  {
    h: 7,
    parts: [
      { of: 'hostsByCpu', title: 'Hosts', w: 4 },
      { of: 'targets', title: 'Targets', w: 4 },
      { of: 'targetOutages', title: 'Outages', w: 4 },
    ],
  },
]

const desk: readonly Row[] = [
  {
    h: 6,
    parts: [
      { of: 'ticketVolume', title: 'Tickets', w: 6 },
      { of: 'automationResults', title: 'Automation results', w: 6 },
    ],
  },
  {
    h: 7,
    parts: [
      { of: 'ticketList', title: 'All tickets', w: 8 },
      { of: 'findingsBySeverity', title: 'Findings by severity', w: 4 },
    ],
  },
  { h: 7, parts: [{ of: 'findingList', title: 'Security findings', w: 12 }] },
]

/** Dashboards of the demo estate: the same templates on a source that knows every measure. */
export const demos: readonly StarterDashboard[] = [
  {
    id: 'demo-operations',
    origin: 'demo',
    doc: compose({
      title: 'Demo operations',
      description: 'The demo estate at a glance: what fires, what broke, what is going on.',
      source: 'demo',
      from: 'now-24h',
      refreshMs: 30_000,
      variables: [chosen('site', 'Site')],
      sections: [{ title: '', rows: narrowed(operations, 'site') }],
    }),
  },
  {
    id: 'demo-service-overview',
    origin: 'demo',
    doc: compose({
      title: 'Demo services',
      description: 'Golden signals of its 44 services and who calls whom.',
      source: 'demo',
      from: 'now-6h',
      refreshMs: 60_000,
      variables: [chosen('service', 'Service')],
      sections: [{ title: '', rows: narrowed([...goldenRows, dependencyRow], 'service') }],
    }),
  },
  {
    id: 'demo-alerts-now',
    origin: 'demo',
    doc: compose({
      title: 'Demo alerts',
      description: 'What is firing, since when, and on which service.',
      source: 'demo',
      from: 'now-24h',
      refreshMs: 30_000,
      variables: [chosen('site', 'Site')],
      sections: [{ title: '', rows: narrowed(alerts, 'site') }],
    }),
  },
  {
    id: 'demo-changes-and-incidents',
    origin: 'demo',
    doc: compose({
      title: 'Demo changes',
      description: 'What was changed, what broke, and what waits for what.',
      source: 'demo',
      from: 'now-30d',
      refreshMs: 60_000,
      sections: [
        { title: '', rows: changeRows },
        { title: 'Incidents', rows: incidentRows },
      ],
    }),
  },
  {
    id: 'demo-hosts-and-desk',
    origin: 'demo',
    doc: compose({
      title: 'Demo hosts and desk',
      description: 'Hosts and targets, tickets, automation and security findings.',
      source: 'demo',
      from: 'now-24h',
      refreshMs: 60_000,
      sections: [
        { title: '', rows: fleet },
        { title: 'Service desk', rows: desk },
      ],
    }),
  },
]
