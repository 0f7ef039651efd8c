import { landing } from '../landing.ts'

/** What is burning and whether anyone is on it. */
export const nocOperator = landing('noc-operator', {
  title: 'NOC operator',
  description: 'What is burning and whether anyone is on it.',
  from: 'now-24h',
  refreshMs: 30_000,
  rows: [
    { h: 4, parts: [{ of: 'operatorNumbers', title: 'Right now', w: 12, t: 8, p: 7 }] },
    {
      h: 8,
      parts: [
        { of: 'alertGroups', title: 'Alert groups', w: 7, t: 8 },
        { of: 'firingTimeline', title: 'Firing intervals', w: 5, t: 8, window: '3h', sub: 'last 3 hours' },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'alertHistory', title: 'Alerts over time', w: 3, t: 4 },
        { of: 'incidentTimeline', title: 'Incidents', w: 4, t: 4, window: '7d', sub: 'last 7 days' },
        { of: 'noisyRules', title: 'Noisiest rules', w: 5, t: 8 },
      ],
    },
    {
      h: 9,
      parts: [
        { of: 'alertsTogether', title: 'What begins together', w: 8, t: 8 },
        { of: 'openIncidentsByAge', title: 'Open incidents by age', w: 4, t: 8, p: 6 },
      ],
    },
  ],
})
