import { landing } from '../landing.ts'

/** What is exposed and past due. */
export const securityAnalyst = landing('security-analyst', {
  title: 'Security analyst',
  description: 'What is exposed and past due.',
  from: 'now-30d',
  refreshMs: 300_000,
  rows: [
    { h: 4, parts: [{ of: 'securityNumbers', title: 'Right now', w: 12, t: 8, p: 7 }] },
    {
      h: 9,
      parts: [
        { of: 'findingsPastSla', title: 'Findings past due', w: 7, t: 8 },
        { of: 'findingsAgeing', title: 'Findings by age', w: 5, t: 8, p: 7 },
      ],
    },
    {
      h: 8,
      parts: [
        { of: 'certificateExpiry', title: 'Certificates', w: 6, t: 8 },
        {
          of: 'findingList',
          title: 'Unusual sign-ins',
          w: 6,
          t: 8,
          match: { kind: 'sign-in' },
          sub: 'last 30 days',
          hidden: ['end', 'kind', 'type', 'id', 'depends', 'link', 'team', 'owner', 'service', 'dueAt'],
          // They all have one title: when and where tells them apart, not how long each was looked into.
          options: { columns: [{ field: 'start', as: 'moment' }], sort: [{ field: 'start', desc: true }] },
        },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'findingsByService', title: 'Findings by service', w: 5, t: 8 },
        { of: 'findingsTrend', title: 'Findings reported', w: 7, t: 8 },
      ],
    },
  ],
})
