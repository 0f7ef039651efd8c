import { landing } from '../landing.ts'

/** Whether the business can rely on its services, and what it costs. */
export const executive = landing('executive', {
  title: 'Executive',
  description: 'Whether the business can rely on its services, and what it costs.',
  from: 'now-90d',
  refreshMs: 900_000,
  rows: [
    { h: 5, parts: [{ of: 'executiveNumbers', title: '90 days', w: 12, t: 8, p: 10 }] },
    {
      h: 7,
      parts: [
        { of: 'capabilityStatus', title: 'Business services', w: 8, t: 8 },
        { of: 'availabilityTrend', title: 'Availability', w: 4, t: 8 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'majorIncidentHistory', title: 'Major incidents', w: 7, t: 8, hidden: ['id', 'link', 'end', 'team', 'owner', 'status', 'service'] },
        { of: 'minutesLost', title: 'Customer minutes lost', w: 5, t: 8 },
      ],
    },
    {
      h: 9,
      parts: [
        { of: 'weeklyReport', title: 'Weekly report', w: 8, t: 8 },
        { of: 'hoursSavedTrend', title: 'Hours saved by automation', w: 4, t: 8 },
      ],
    },
  ],
})
