import { demos } from './dashboards/demo.ts'
import { starters } from './dashboards/starters.ts'
import { landings } from './landings/registry.ts'
import type { StarterDashboard } from './template.ts'

export { widgetTemplates } from './widgets.ts'

/** Every dashboard that comes with the product: `starter` at the first start, `demo` with the demo estate. */
export const starterDashboards: readonly StarterDashboard[] = [...starters, ...landings, ...demos]
