import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { demo } from '#server/connectors/demo/index.ts'
import { createWorld, send } from '#tests/support/api-world.ts'
import { silentLog as log } from '#tests/support/faults.ts'
import { runState } from '#tests/support/run-states.ts'
import type { Figure } from './figures.ts'

const many = 1_000
const me = { id: 'system', name: 'Homeport' }

/** From the click on a card to the step: the list, the brief with its reads of alerts and silences, and the run taken, with a thousand unfinished runs on a disk. */
export async function benchResume(rounds: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-resume-'))
  const store = await openSqliteStore({ folder, log })
  try {
    const now = Date.now()
    const fields = {
      title: 'Core switch firmware',
      type: 'standard',
      services: ['checkout'],
      plan: 'Back up\nUpgrade\nReboot',
      start: now + 3_600_000,
      end: now + 7_200_000,
      suppression: [{ id: 's1', source: 'demo', matchers: [{ name: 'service', op: '=', value: 'checkout' }] }],
    }
    const passed = Object.fromEntries(['type', 'why', 'services', 'risk', 'plan', 'schedule'].map((step) => [step, now]))
    for (let i = 0; i < many; i++) {
      const run = runState(
        { id: `run${i}`, owner: me, step: 'suppress', passed, fields: { ...fields, title: `Change ${i}` }, updatedAt: now - i * 60_000 },
        now,
      )
      await store.runs.create({ run, wakeAt: now + 86_400_000, now })
    }
    const { api } = createWorld({ connectors: { demo } }, { store })
    await send(api, 'PUT', '/api/demo', {})
    const timed = async (method: string, path: string, body?: unknown): Promise<number> => {
      const begun = performance.now()
      const { status } = await send(api, method, path, body)
      if (status !== 200) throw new Error(`${path}: ${status}`)
      return performance.now() - begun
    }
    const list: number[] = []
    const resume: number[] = []
    for (let i = 0; i < rounds; i++) {
      const listed = await timed('GET', '/api/runs?device=tab')
      const brief = await timed('GET', `/api/runs/run${i}/brief?device=tab`)
      const taken = await timed('POST', `/api/runs/run${i}/lease`, { device: 'tab' })
      list.push(listed)
      resume.push(listed + brief + taken)
    }
    return [
      { what: `resume: list of ${many} unfinished runs`, unit: 'ms', ours: list },
      { what: `resume: from click to step with ${many} unfinished runs`, unit: 'ms', ours: resume, target: { most: 500, of: 'value' } },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
