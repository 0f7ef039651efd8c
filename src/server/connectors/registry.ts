import { alertmanager } from './alertmanager/index.ts'
import { catalogue } from './catalogue/index.ts'
import type { Connector } from './connector.ts'
import { demo } from './demo/index.ts'
import { events } from './events/index.ts'
import { host } from './host/index.ts'
import { prometheus } from './prometheus/index.ts'

export const connectors = { alertmanager, catalogue, demo, events, host, prometheus } as const satisfies Readonly<Record<string, Connector>>
