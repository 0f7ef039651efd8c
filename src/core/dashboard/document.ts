import type { Dashboard, Section } from '#contract/dashboard.ts'
import { canonicalJson } from '../query/canonical-json.ts'

/** Whether two documents say the same: canonical JSON, so the order of keys makes no difference. */
export const sameDocument = (a: Dashboard, b: Dashboard): boolean => a === b || canonicalJson(a) === canonicalJson(b)

export const emptySection = (id: string, title = ''): Section => ({ id, title, widgets: [], layouts: { desktop: [] } })

/** A dashboard with nothing on it yet: one unnamed section, the last six hours, read again every half minute. */
export const emptyDashboard = (title: string): Dashboard => ({
  v: 1,
  title,
  sections: [emptySection('main')],
  variables: [],
  time: { range: { from: 'now-6h', to: 'now' }, refreshMs: 30_000 },
})
