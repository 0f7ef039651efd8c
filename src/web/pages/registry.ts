import type { ComponentType } from 'react'
import { spoken } from '#web/i18n/spoken.ts'
import type { PageName } from '#web/url/place.ts'
import type { PageProps } from './page.ts'

const administration = ['administration', 'account', 'door', 'forms'] as const

const home = spoken([], () => import('./home/index.ts'))
const dashboards = spoken([], () => import('./dashboards/index.ts'))
const dashboard = spoken([], () => import('./dashboard/index.ts'))
const sources = spoken(['sources', 'forms', 'sharing', 'administration'], () => import('./sources/index.ts'))
const account = spoken(['account', 'door', 'forms'], () => import('./account/index.ts'))
const learned = spoken(['learning', 'account'], () => import('./learned/index.ts'))
const seeds = spoken(['learning', 'administration', 'account', 'door', 'forms'], () => import('./seeds/index.ts'))
const people = spoken(administration, () => import('./people/index.ts'))
const roles = spoken(administration, () => import('./roles/index.ts'))
const tokens = spoken(administration, () => import('./tokens/index.ts'))
const audit = spoken(administration, () => import('./audit/index.ts'))
const run = spoken(['runs', 'forms', 'sharing'], () => import('./run/index.ts'))
const observing = ['observing', 'runs', 'views'] as const
const observations = spoken(observing, () => import('./observations/index.ts'))
const services = spoken(['observing', 'numbers'], () => import('./services/index.ts'))
const missing = spoken([], () => import('./missing/index.ts'))

/** The page of every place. */
export const pages = {
  home,
  dashboards,
  dashboard,
  sources,
  source: sources,
  newSource: sources,
  account,
  learned,
  seeds,
  people,
  roles,
  tokens,
  audit,
  run,
  newRun: run,
  alerts: observations,
  incidents: observations,
  changes: observations,
  tickets: observations,
  findings: observations,
  automation: observations,
  observation: observations,
  services,
  service: services,
  missing,
} as const satisfies Record<PageName, ComponentType<PageProps>>
