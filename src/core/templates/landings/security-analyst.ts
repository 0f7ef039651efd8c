import { landing } from '../landing.ts'

/** What is exposed and past due. */
export const securityAnalyst = landing('security-analyst', {
  title: 'Security analyst',
  description: 'What is exposed and past due.',
  from: 'now-30d',
  refreshMs: 300_000,
  rows: [
    { h: 4, parts: [{ of: 'securityNumbers', title: 'Right now', w: 12, t: 8, p: 6 }] },
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
          hidden: ['end', 'kind', 'id', 'depends', 'link', 'team', 'owner', 'service', 'dueAt'],
        },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'findingsBySeverity', title: 'All findings by severity', w: 4, t: 8 },
        { of: 'automationResults', title: 'Automation results', w: 8, t: 8 },
      ],
    },
  ],
})
