import { compose } from '../compose.ts'
import type { Row } from '../compose.ts'
import type { StarterDashboard } from '../template.ts'

const machineNow: Row = {
  h: 3,
  parts: [
    { of: 'hostCpuNow', title: 'Processor', w: 3 },
    { of: 'hostMemoryNow', title: 'Memory', w: 3 },
    { of: 'hostLoadNow', title: 'Load', w: 3 },
    { of: 'hostUptime', title: 'Up since start', w: 3 },
  ],
}
const machineOverTime: Row = {
  h: 6,
  parts: [
    { of: 'hostCpu', title: 'Processor', w: 4, by: [] },
    { of: 'hostMemory', title: 'Memory', w: 4, by: [] },
    { of: 'hostLoad', title: 'Load average', w: 4 },
  ],
}
const machineBounds: Row = {
  h: 6,
  parts: [
    { of: 'hostDisk', title: 'Disks', w: 4 },
    { of: 'hostNetworkIn', title: 'Network in', w: 4 },
    { of: 'hostNetworkOut', title: 'Network out', w: 4 },
  ],
}
const ownProcess: Row = {
  h: 5,
  parts: [
    { of: 'processRequests', title: 'Requests served', w: 4 },
    { of: 'processLoopDelay', title: 'Event loop delay', w: 4 },
    { of: 'processMemory', title: 'Memory of Homeport', w: 4 },
  ],
}

/** Rows that both a real installation and the demo use. */
export const goldenRows: readonly Row[] = [
  {
    h: 3,
    parts: [
      { of: 'requestsNow', title: 'Requests', w: 3 },
      { of: 'errorsNow', title: 'Errors', w: 3 },
      { of: 'latencyNow', title: 'Latency', w: 3 },
      { of: 'saturationNow', title: 'Saturation', w: 3 },
    ],
  },
  {
    h: 6,
    parts: [
      { of: 'requests', title: 'Requests', w: 6 },
      { of: 'errors', title: 'Errors', w: 6 },
    ],
  },
  {
    h: 6,
    parts: [
      { of: 'latency', title: 'Latency', w: 6 },
      { of: 'saturation', title: 'Saturation', w: 6 },
    ],
  },
]
export const dependencyRow: Row = {
  h: 9,
  parts: [
    { of: 'serviceGraph', title: 'Who calls whom', w: 7 },
    { of: 'serviceErrors', title: 'Errors by service', w: 5 },
  ],
}
const alertRows: readonly Row[] = [
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
      { of: 'alertsOverTime', title: 'Began over time', w: 4 },
      { of: 'alertsBySeverity', title: 'By severity', w: 4 },
      { of: 'alertsByService', title: 'By service', w: 4 },
    ],
  },
]
export const changeRows: readonly Row[] = [
  { h: 8, parts: [{ of: 'changeCalendar', title: 'Changes', w: 12 }] },
  {
    h: 7,
    parts: [
      { of: 'changeList', title: 'All changes', w: 7 },
      { of: 'changesPerWeek', title: 'Changes per week', w: 5 },
    ],
  },
]
export const incidentRows: readonly Row[] = [
  {
    h: 7,
    parts: [
      { of: 'incidentTimeline', title: 'Incidents', w: 7 },
      { of: 'incidentsOverTime', title: 'Incidents over time', w: 5 },
    ],
  },
  { h: 7, parts: [{ of: 'incidentList', title: 'All incidents', w: 12 }] },
]

/** What a new installation opens with: its own machine at once, the rest as soon as sources are connected. */
export const starters: readonly StarterDashboard[] = [
  {
    id: 'this-machine',
    origin: 'starter',
    doc: compose({
      title: 'This machine',
      description: 'The machine Homeport runs on, and Homeport itself.',
      source: 'host',
      from: 'now-1h',
      refreshMs: 10_000,
      sections: [
        { title: '', rows: [machineNow, machineOverTime, machineBounds] },
        { title: 'Homeport itself', rows: [ownProcess] },
      ],
    }),
  },
  {
    id: 'service-overview',
    origin: 'starter',
    doc: compose({
      title: 'Service overview',
      description: 'Requests, errors, latency and saturation of every service, and who calls whom.',
      from: 'now-6h',
      refreshMs: 30_000,
      sections: [{ title: '', rows: [...goldenRows, dependencyRow] }],
    }),
  },
  {
    id: 'alerts-now',
    origin: 'starter',
    doc: compose({
      title: 'Alerts now',
      description: 'What is firing, since when, and on which service.',
      from: 'now-24h',
      refreshMs: 30_000,
      sections: [{ title: '', rows: alertRows }],
    }),
  },
  {
    id: 'changes-and-incidents',
    origin: 'starter',
    doc: compose({
      title: 'Changes and incidents',
      description: 'What was changed, what broke, and what waits for what.',
      source: 'events',
      from: 'now-30d',
      refreshMs: 60_000,
      sections: [
        { title: '', rows: changeRows },
        { title: 'Incidents', rows: incidentRows },
      ],
    }),
  },
]
