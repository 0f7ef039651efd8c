import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { Brief, Look, Run } from '#contract/run.ts'
import type { Alertmanager } from './alertmanager.ts'

/** Somebody at a device who works on runs over HTTP, as the app does: one request after the other, again when its answer was lost. */
export interface RunClient {
  /** Of a request that changes something. */
  readonly headers: Readonly<Record<string, string>>
  start(workflow: string, fields?: object): Promise<string>
  read(id: string): Promise<Run>
  take(id: string, over?: boolean): Promise<Run>
  save(id: string, fields: object): Promise<Run>
  advance(id: string, step: string): Promise<Run>
  brief(id: string): Promise<Brief>
  /** What a step shows of the real systems. */
  look(id: string, step: string): Promise<Look>
  /** Goes back to a step that was reached. */
  goTo(id: string, step: string): Promise<Run>
}

export function createRunClient({ url, cookies, device }: { readonly url: string; readonly cookies: string; readonly device: string }): RunClient {
  const revs = new Map<string, number>()

  const send = async (method: string, path: string, body?: object, rev?: number): Promise<unknown> => {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: {
        origin: url,
        'sec-fetch-site': 'same-origin',
        cookie: cookies,
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('hex') }),
        ...(rev !== undefined && { 'if-match': `"${rev}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return JSON.parse(text)
  }
  const known = (given: unknown): Run => {
    const run = z.parse(Run, given)
    revs.set(run.id, run.rev)
    return run
  }

  return {
    headers: { origin: url, 'sec-fetch-site': 'same-origin', cookie: cookies },
    start: async (workflow, fields = {}) => known(await send('POST', '/api/runs', { workflow, device, fields })).id,
    read: async (id) => known(await send('GET', `/api/runs/${id}?device=${device}`)),
    take: async (id, over = true) => known(await send('POST', `/api/runs/${id}/lease`, { device, over })),
    save: async (id, fields) => known(await send('PUT', `/api/runs/${id}`, { device, fields }, revs.get(id))),
    advance: async (id, step) => known(await send('POST', `/api/runs/${id}/advance`, { device, step }, revs.get(id))),
    goTo: async (id, step) => known(await send('PUT', `/api/runs/${id}`, { device, fields: {}, step }, revs.get(id))),
    look: async (id, step) => z.parse(Look, await send('POST', `/api/runs/${id}/look`, { step, fields: {} })),
    brief: async (id) => z.parse(Brief, await send('GET', `/api/runs/${id}/brief?device=${device}`)),
  }
}

const Silences = z.array(
  z.object({
    id: z.string(),
    comment: z.string(),
    createdBy: z.string(),
    endsAt: z.string(),
    matchers: z.array(z.object({ name: z.string(), value: z.string() })),
    status: z.object({ state: z.string() }),
  }),
)

/** Silences in force that carry a run's mark. */
export async function silencesOf(alertmanager: Pick<Alertmanager, 'url'>, run: string): Promise<z.infer<typeof Silences>> {
  const all = z.parse(Silences, await (await fetch(`${alertmanager.url}/api/v2/silences`)).json())
  return all.filter(({ comment, status }) => comment.includes(`[homeport:${run}/`) && status.state !== 'expired')
}
