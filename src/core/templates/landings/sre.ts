import { landing } from '../landing.ts'

/** Which budget is burning and what changed. */
export const sre = landing('sre', {
  title: 'SRE',
  description: 'Which budget is burning and what changed.',
  from: 'now-24h',
  refreshMs: 60_000,
  rows: [
    { h: 5, parts: [{ of: 'reliabilityNumbers', title: 'Reliability', w: 12, t: 8, p: 8 }] },
    {
      h: 8,
      parts: [
        { of: 'burnMatrix', title: 'Burn rates', w: 6, t: 8 },
        { of: 'budgetBurnDown', title: 'Error budgets', w: 6, t: 8 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'errors', title: 'Errors', w: 4, t: 4 },
        { of: 'latency', title: 'Latency', w: 4, t: 4 },
        { of: 'alertHistory', title: 'Alerts over time', w: 4, t: 8 },
      ],
    },
    {
      h: 9,
      parts: [
        { of: 'sloScorecard', title: 'Service levels', w: 7, t: 8 },
        { of: 'noisyRules', title: 'Noisiest rules', w: 5, t: 8, window: '7d', sub: 'episodes per rule, 7 days' },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'changeCalendar', title: 'What changed', w: 7, t: 8, window: '7d', sub: 'last 7 days and what is planned' },
        { of: 'automationByJob', title: 'Automation', w: 5, t: 8 },
      ],
    },
  ],
})
