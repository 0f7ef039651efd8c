import { landing } from '../landing.ts'

/** Whether services are healthy for the people who use them. */
export const serviceOwner = landing('service-owner', {
  title: 'Service owner',
  description: 'Whether services are healthy for the people who use them.',
  from: 'now-24h',
  refreshMs: 60_000,
  rows: [
    { h: 5, parts: [{ of: 'ownerNumbers', title: 'Services, 30 days', w: 12, t: 8, p: 8 }] },
    { h: 9, parts: [{ of: 'serviceScorecard', title: 'Is each service effective', w: 12, t: 8 }] },
    {
      h: 7,
      parts: [
        { of: 'requests', title: 'Requests', w: 4, t: 4 },
        { of: 'errors', title: 'Errors', w: 4, t: 4 },
        { of: 'latency', title: 'Latency', w: 4, t: 8 },
      ],
    },
    {
      h: 8,
      parts: [
        { of: 'sloScorecard', title: 'Service levels', w: 7, t: 8 },
        { of: 'dependencyScorecard', title: 'Dependencies that hurt', w: 5, t: 8 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'incidentTimeline', title: 'Incidents', w: 6, t: 8, window: '30d', sub: 'last 30 days' },
        { of: 'changeCalendar', title: 'Changes', w: 6, t: 8, window: '7d', sub: 'last 7 days and what is planned' },
      ],
    },
  ],
})
