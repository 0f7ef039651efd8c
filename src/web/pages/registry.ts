import { lazy } from 'react'
import type { ComponentType } from 'react'
import type { PageName } from '#web/url/place.ts'
import type { PageProps } from './page.ts'

/** The code of the page most people are on their way to: asked for with the first breath, not with the first drawing. */
export const loadDashboardPage = () => import('./dashboard/index.ts')

const home = lazy(() => import('./home/index.ts'))
const dashboards = lazy(() => import('./dashboards/index.ts'))
const dashboard = lazy(loadDashboardPage)
const sources = lazy(() => import('./sources/index.ts'))
const account = lazy(() => import('./account/index.ts'))
const people = lazy(() => import('./people/index.ts'))
const roles = lazy(() => import('./roles/index.ts'))
const tokens = lazy(() => import('./tokens/index.ts'))
const audit = lazy(() => import('./audit/index.ts'))
const missing = lazy(() => import('./missing/index.ts'))

/** The page of every place. */
export const pages = {
  home,
  dashboards,
  dashboard,
  sources,
  source: sources,
  newSource: sources,
  account,
  people,
  roles,
  tokens,
  audit,
  missing,
} as const satisfies Record<PageName, ComponentType<PageProps>>
