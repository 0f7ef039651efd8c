import type { QueryClient } from '@tanstack/react-query'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { landingQuery } from '#web/api/landing-query.ts'
import { readPreference } from '#web/ui/preference.ts'
import { ownZone } from '#web/url/zone.ts'
import { fetchDrawings } from '#web/widgets/view-drawing.ts'

export { HomePage as default } from './HomePage.tsx'

/** What the first screen shows, on its way while the app is still being drawn. What fails is asked for again where it is shown. */
export async function fetchAhead(client: QueryClient): Promise<void> {
  const landing = client.fetchQuery(landingQuery(ownZone()))
  const board = async (): Promise<void> => {
    // Known before the server says so from the second visit on.
    const id = readPreference('landing') || (await landing).dashboard
    if (id) fetchDrawings((await client.fetchQuery(dashboardQuery(id))).doc)
  }
  await Promise.all([landing, board()])
}
