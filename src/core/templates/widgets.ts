import type { WidgetTemplate } from './template.ts'
import { alerts } from './widgets/alerts.ts'
import { changes } from './widgets/changes.ts'
import { hosts } from './widgets/hosts.ts'
import { incidents } from './widgets/incidents.ts'
import { outcomes } from './widgets/outcomes.ts'
import { services } from './widgets/services.ts'
import { work } from './widgets/work.ts'

/** Every ready-made widget, in the order of the picker. */
export const widgetTemplates: readonly WidgetTemplate[] = [...alerts, ...services, ...hosts, ...incidents, ...changes, ...work, ...outcomes]

/** The same by id. */
export const widgetNames: ReadonlyMap<string, WidgetTemplate> = new Map(widgetTemplates.map((t) => [t.id, t]))
