import { landing } from '../landing.ts'

/** What people feel and whether it is known. */
export const helpdesk = landing('helpdesk', {
  title: 'Helpdesk',
  description: 'What people feel and whether it is known.',
  from: 'now-24h',
  refreshMs: 60_000,
  rows: [
    { h: 5, parts: [{ of: 'helpdeskNumbers', title: 'Tickets, 7 days', w: 12, t: 8, p: 10 }] },
    {
      h: 8,
      parts: [
        { of: 'slaAtRisk', title: 'Closest to their date', w: 6, t: 8 },
        {
          of: 'incidentList',
          title: 'Known incidents',
          w: 6,
          t: 8,
          window: '3d',
          sub: 'last 3 days',
          hidden: ['end', 'kind', 'id', 'depends', 'link', 'team', 'sev', 'detectedAt', 'acknowledgedAt', 'service', 'site', 'owner', 'cause'],
        },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'ticketVolume', title: 'Tickets opened', w: 7, t: 8, window: '7d', sub: 'last 7 days' },
        { of: 'ticketTopics', title: 'What they are about', w: 5, t: 8 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'backlogFlow', title: 'Opened and resolved', w: 7, t: 8 },
        { of: 'backlogAgeing', title: 'Backlog ageing', w: 5, t: 8 },
      ],
    },
  ],
})
