import { template } from '../template.ts'
import type { WidgetTemplate } from '../template.ts'

const row = { w: 12, h: 5 }
const list = { w: 6, h: 7 }
const chart = { w: 6, h: 7 }
const quarter = '13w'
const month = '30d'

/** A few numbers of one role side by side, each with the period before, its target and what it counts. */
const numbers = (id: string, kpi: readonly string[], window?: string): WidgetTemplate =>
  template('outcomes', id, {
    ask: { measure: 'kpi.numbers', mode: 'instant', match: { kpi: [...kpi] }, ...(window !== undefined && { window }) },
    view: 'stat',
    size: row,
  })

/** What the numbers of operations come to: how fast, how reliable, how much was spared. */
export const outcomes: readonly WidgetTemplate[] = [
  numbers('operatorNumbers', ['openMajor', 'unownedAlerts', 'oldestUnowned', 'openAlerts']),
  numbers('reliabilityNumbers', ['worstBurn', 'budgetsLow', 'timeToAcknowledge', 'changeSuccess'], '7d'),
  numbers('ownerNumbers', ['availabilityRequests', 'openIncidents', 'timeToResolve', 'changesToday'], month),
  numbers('managerNumbers', ['timeToResolve', 'slaBreached', 'changeSuccess', 'hoursSaved', 'openTickets']),
  numbers('executiveNumbers', ['availability', 'majorIncidents', 'minutesLost', 'changeSuccess', 'hoursSaved']),
  numbers('changeNumbers', ['changesToday', 'conflictsAhead', 'changesOverdue', 'emergencyShare', 'changeSuccess'], month),
  numbers('securityNumbers', ['criticalPastSla', 'findingsPastSla', 'findingsOpen', 'certificatesSoon']),
  numbers('helpdeskNumbers', ['openTickets', 'slaAtRisk', 'ticketsPastDue', 'ticketTime', 'slaBreached'], '7d'),
  template('outcomes', 'weeklyReport', {
    ask: {
      measure: 'kpi.report',
      mode: 'instant',
      match: {
        kpi: ['timeToResolve', 'timeToAcknowledge', 'majorIncidents', 'changeSuccess', 'slaBreached', 'automationSuccess', 'hoursSaved', 'alertCompression'],
      },
      window: '7d',
    },
    view: 'grid',
    sub: 'this week and the one before',
    size: { w: 7, h: 9 },
  }),
  template('outcomes', 'timeToResolveTrend', {
    ask: { measure: 'kpi.times', match: { kpi: 'timeToResolve' }, window: quarter },
    view: 'chart',
    options: { min: 0 },
    thresholds: [{ value: 14_400, when: 'above', mark: 'warning' }],
    sub: 'per week',
    size: chart,
  }),
  template('outcomes', 'timeToAcknowledgeTrend', {
    ask: { measure: 'kpi.times', match: { kpi: 'timeToAcknowledge' }, window: quarter },
    view: 'chart',
    options: { min: 0 },
    sub: 'per week',
    size: chart,
  }),
  template('outcomes', 'resolveByTeam', {
    ask: { measure: 'kpi.times', mode: 'instant', by: ['team'], match: { kpi: 'timeToResolve' }, window: month },
    view: 'grid',
    sub: 'slowest first, 30 days',
    size: list,
  }),
  template('outcomes', 'openIncidentsByAge', {
    ask: { measure: 'kpi.openByAge', mode: 'instant', by: ['severity'], match: { kind: 'incident' } },
    view: 'grid',
    options: { foldMark: false },
    sub: 'by severity',
    size: { w: 5, h: 6 },
  }),
  template('outcomes', 'backlogAgeing', {
    ask: { measure: 'kpi.openByAge', mode: 'instant', by: ['severity'], match: { kind: 'ticket' } },
    view: 'chart',
    options: { type: 'stackedBar', unit: '', colors: 'ramp' },
    sub: 'open tickets by priority',
    size: { w: 5, h: 7 },
  }),
  template('outcomes', 'findingsAgeing', {
    ask: { measure: 'kpi.openByAge', mode: 'instant', by: ['severity'], match: { kind: 'finding' } },
    view: 'chart',
    options: { type: 'stackedBar', unit: '', colors: 'ramp' },
    sub: 'open, by severity',
    size: { w: 5, h: 7 },
  }),
  template('outcomes', 'backlogFlow', {
    ask: { measure: 'kpi.backlogFlow', match: { kind: 'ticket' }, window: month },
    view: 'chart',
    options: { min: 0, unit: '' },
    sub: 'tickets per day',
    size: chart,
  }),
  template('outcomes', 'noiseFunnel', {
    ask: { measure: 'kpi.noise', mode: 'instant', window: month },
    view: 'grid',
    sub: 'what became of events, 30 days',
    size: { w: 5, h: 6 },
  }),
  template('outcomes', 'automationByJob', {
    ask: { measure: 'kpi.automation', mode: 'instant', window: month },
    view: 'grid',
    options: { columns: [{ field: 'hours', as: 'bar' }] },
    sub: 'by job, 30 days',
    size: { w: 6, h: 8 },
  }),
  template('outcomes', 'automationSuccessTrend', {
    ask: { measure: 'kpi.trend', match: { kpi: 'automationSuccess' }, window: quarter },
    view: 'chart',
    options: { max: 1 },
    sub: 'per week',
    size: chart,
  }),
  template('outcomes', 'hoursSavedTrend', {
    ask: { measure: 'kpi.trend', match: { kpi: 'hoursSaved' }, window: quarter },
    view: 'chart',
    options: { type: 'bar', min: 0 },
    sub: 'hours per week',
    size: chart,
  }),
  template('outcomes', 'changeSuccessByTeam', {
    ask: { measure: 'kpi.changes', mode: 'instant', by: ['team'], window: '90d' },
    view: 'grid',
    options: { bars: true },
    thresholds: [{ value: 0.9, when: 'below', mark: 'warning' }],
    sub: 'lowest first, 90 days',
    size: { w: 5, h: 8 },
  }),
  template('outcomes', 'changeSuccessByType', {
    ask: { measure: 'kpi.changes', mode: 'instant', by: ['split'], window: '90d' },
    view: 'grid',
    options: { bars: true },
    sub: '90 days',
    size: { w: 4, h: 5 },
  }),
  template('outcomes', 'changeSuccessTrend', {
    ask: { measure: 'kpi.trend', match: { kpi: 'changeSuccess' }, window: '26w' },
    view: 'chart',
    options: { max: 1 },
    thresholds: [{ value: 0.95, when: 'below', mark: 'warning' }],
    sub: 'per week',
    size: chart,
  }),
  template('outcomes', 'changeConflicts', {
    ask: { measure: 'kpi.conflicts', mode: 'instant', window: month },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }], hidden: ['severity', 'team', 'owner', 'status', 'id', 'link', 'depends', 'end'] },
    sub: 'on one service at one time',
    size: { w: 7, h: 7 },
  }),
  template('outcomes', 'slaAtRisk', {
    ask: { measure: 'kpi.slaAtRisk', mode: 'instant' },
    view: 'grid',
    options: { hidden: ['start', 'team', 'id', 'link', 'due'], sort: [{ field: 'left', desc: false }] },
    thresholds: [{ value: 0, when: 'below', mark: 'critical' }],
    sub: 'least time left first',
    size: list,
  }),
  template('outcomes', 'findingsPastSla', {
    ask: { measure: 'kpi.pastDue', mode: 'instant' },
    view: 'grid',
    options: { hidden: ['start', 'team', 'id', 'link', 'service'], sort: [{ field: 'left', desc: false }] },
    sub: 'longest overdue first',
    size: { w: 7, h: 8 },
  }),
  template('outcomes', 'findingsTrend', {
    ask: { measure: 'kpi.trend', match: { kpi: 'findingsOpened' }, window: quarter },
    view: 'chart',
    options: { type: 'bar', min: 0, unit: '' },
    sub: 'findings per week',
    size: chart,
  }),
  template('outcomes', 'certificateExpiry', {
    ask: { measure: 'kpi.certificates', mode: 'instant' },
    view: 'grid',
    options: { hidden: ['start', 'team', 'id', 'link', 'service'], sort: [{ field: 'left', desc: false }] },
    sub: 'next to run out first',
    size: list,
  }),
  template('outcomes', 'availabilityTrend', {
    ask: { measure: 'kpi.availability', window: '26w' },
    view: 'chart',
    options: { max: 1 },
    sub: 'all services, per week',
    size: chart,
  }),
  template('outcomes', 'availabilityByService', {
    ask: { measure: 'kpi.availability', mode: 'instant', by: ['service'], window: month },
    view: 'grid',
    sub: 'least first, 30 days',
    size: list,
  }),
  template('outcomes', 'capabilityStatus', {
    ask: { measure: 'kpi.capabilities', mode: 'instant', window: month },
    view: 'grid',
    sub: 'as well as the worst of their services',
    size: { w: 8, h: 7 },
  }),
  template('outcomes', 'minutesLost', {
    ask: { measure: 'kpi.minutesLost', window: '26w' },
    view: 'chart',
    options: { type: 'stackedBar', min: 0 },
    sub: 'minutes per week, by cause',
    size: chart,
  }),
  template('outcomes', 'majorIncidentHistory', {
    ask: { measure: 'kpi.majorIncidents', mode: 'instant', window: '26w' },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }], hidden: ['id', 'link', 'end', 'team', 'owner', 'status'] },
    sub: 'half a year, latest first',
    size: { w: 7, h: 7 },
  }),
  template('outcomes', 'sloScorecard', {
    ask: { measure: 'kpi.slo', mode: 'instant' },
    view: 'grid',
    options: { sort: [{ field: 'budgetLeft', desc: false }] },
    sub: 'least budget first, 30 days',
    size: { w: 7, h: 8 },
  }),
  template('outcomes', 'burnMatrix', {
    ask: { measure: 'kpi.burn', mode: 'instant' },
    view: 'grid',
    sub: 'times faster than allowed',
    size: { w: 5, h: 8 },
  }),
  template('outcomes', 'budgetBurnDown', {
    ask: { measure: 'kpi.budget', window: month },
    view: 'chart',
    thresholds: [{ value: 0, when: 'below', mark: 'critical' }],
    options: { max: 1 },
    sub: 'share of the error budget left',
    size: chart,
  }),
  template('outcomes', 'serviceScorecard', {
    ask: { measure: 'kpi.scorecard', mode: 'instant' },
    view: 'grid',
    options: { widths: [{ field: 'because', px: 250 }] },
    sub: 'worst first, 30 days',
    size: { w: 12, h: 9 },
  }),
  template('outcomes', 'serviceHealth', {
    ask: { measure: 'kpi.health', mode: 'instant' },
    view: 'grid',
    sub: 'what costs the most points',
    size: list,
  }),
  template('outcomes', 'dependencyScorecard', {
    ask: { measure: 'kpi.dependencies', mode: 'instant', window: month },
    view: 'grid',
    sub: 'who hurts whom, 30 days',
    size: { w: 5, h: 7 },
  }),
]
