import { http } from 'msw'
import type { Api } from '#server/api.ts'

/** One catch-all: whatever the app asks, the server's own code answers. */
export const handlersFor = (api: Pick<Api, 'fetch'>) => [http.all('*/api/*', ({ request }) => api.fetch(request))]
