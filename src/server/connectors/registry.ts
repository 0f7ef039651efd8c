import { alertmanager } from './alertmanager/index.ts'
import { catalogue } from './catalogue/index.ts'
import type { Connector } from './connector.ts'
import { csv } from './csv/index.ts'
import { demo } from './demo/index.ts'
import { events } from './events/index.ts'
import { host } from './host/index.ts'
import { httpJson } from './http-json/index.ts'
import { loki } from './loki/index.ts'
import { postgres } from './postgres/index.ts'
import { prometheus } from './prometheus/index.ts'

export const connectors = { alertmanager, catalogue, csv, demo, events, host, 'http-json': httpJson, loki, postgres, prometheus } as const satisfies Readonly<
  Record<string, Connector>
>
