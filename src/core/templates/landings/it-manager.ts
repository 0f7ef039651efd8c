import { landing } from '../landing.ts'

/** Whether the teams keep up. */
export const itManager = landing('it-manager', {
  title: 'IT manager',
  description: 'Whether the teams keep up.',
  from: 'now-30d',
  refreshMs: 300_000,
  rows: [
    { h: 5, parts: [{ of: 'managerNumbers', title: '30 days', w: 12, t: 8, p: 10 }] },
    {
      h: 7,
      parts: [
        { of: 'timeToResolveTrend', title: 'Time to resolve', w: 7, t: 8 },
        { of: 'backlogAgeing', title: 'Backlog ageing', w: 5, t: 8 },
      ],
    },
    {
      h: 8,
      parts: [
        { of: 'automationByJob', title: 'Hours saved by automation', w: 7, t: 8 },
        { of: 'changeSuccessByTeam', title: 'Change success', w: 5, t: 8 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'backlogFlow', title: 'Tickets opened and resolved', w: 6, t: 8 },
        { of: 'resolveByTeam', title: 'Time to resolve by team', w: 6, t: 8 },
      ],
    },
    { h: 9, parts: [{ of: 'serviceScorecard', title: 'Is each service effective', w: 12, t: 8 }] },
  ],
})
