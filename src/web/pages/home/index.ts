import type { QueryClient } from '@tanstack/react-query'
import { landingQuery } from '#web/api/landing-query.ts'
import { withWords } from '#web/i18n/spoken.ts'
import { deviceZone } from '#web/url/zone.ts'

export { fetchDrawings } from '#web/widgets/view-drawing.ts'
export { HomePage as default } from './HomePage.tsx'

/** Everything above the widgets, on its way while the app is still being drawn. What fails is asked for again where it is shown. */
export function fetchStrips(client: QueryClient): void {
  void client.prefetchQuery(landingQuery(deviceZone()))
  withWords(['home', 'runs'], () => import('./Strips.tsx')).catch(() => undefined)
}
