import { serve } from '@hono/node-server'
import { createMockApi } from './mock-api.ts'
import { isScenario, scenarios } from './scenarios/registry.ts'

/** The mocks on a real loopback port: `node mocks/serve.ts [scenario]`, port in PORT or 4621 for the Vite proxy. */
const asked = process.argv[2] ?? 'calm'
const scenario = isScenario(asked) ? asked : 'calm'
const port = Number(process.env['PORT'] ?? 4621)
const api = await createMockApi({ scenario: scenarios[scenario] })
serve({ fetch: (request) => api.fetch(request), port, hostname: '127.0.0.1' }, () => process.stdout.write(`mocks (${scenario}) on http://127.0.0.1:${port}\n`))
setInterval(() => void api.tick(Date.now()), 10_000)
