import { landing } from '../landing.ts'

/** Which changes are risky or collide. */
export const changeManager = landing('change-manager', {
  title: 'Change manager',
  description: 'Which changes are risky or collide.',
  from: 'now-7d',
  refreshMs: 60_000,
  rows: [
    { h: 5, parts: [{ of: 'changeNumbers', title: 'Changes, 30 days', w: 12, t: 8, p: 10 }] },
    { h: 9, parts: [{ of: 'changeCalendar', title: 'Change calendar', w: 12, t: 8 }] },
    {
      h: 7,
      parts: [
        { of: 'changeConflicts', title: 'Conflicts', w: 8, t: 8 },
        { of: 'changeSuccessByType', title: 'Success by type', w: 4, t: 8, p: 5 },
      ],
    },
    {
      h: 7,
      parts: [
        { of: 'changeSuccessTrend', title: 'Change success', w: 6, t: 8 },
        { of: 'changesPerWeek', title: 'Changes per week', w: 6, t: 8, window: '90d' },
      ],
    },
    {
      h: 8,
      parts: [
        { of: 'changeSuccessByTeam', title: 'Success by team', w: 5, t: 8 },
        {
          of: 'changeList',
          title: 'All changes',
          w: 7,
          t: 8,
          hidden: ['site', 'team', 'owner', 'type', 'end', 'kind', 'id', 'depends', 'link', 'plannedStart', 'plannedEnd'],
        },
      ],
    },
  ],
})
