import type { QueryClient } from '@tanstack/react-query'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { fetchDrawings } from '#web/widgets/view-drawing.ts'

export { DashboardPage as default } from './DashboardPage.tsx'

/** What the page shows, on its way while the app is still being drawn. What fails is asked for again where it is shown. */
export async function fetchAhead(client: QueryClient, id: string): Promise<void> {
  fetchDrawings((await client.fetchQuery(dashboardQuery(id))).doc)
}
