import { http } from 'msw'
import type { Api } from '#server/api.ts'

/** Addresses of the API: right below the origin, so that the app's own modules in a folder called api are left alone. */
const ofApi = /^https?:\/\/[^/]+\/api\//

/** One catch-all: whatever the app asks, the server's own code answers. */
export const handlersFor = (api: Pick<Api, 'fetch'>) => [http.all(ofApi, ({ request }) => api.fetch(request))]
