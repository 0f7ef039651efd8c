import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import type { Alertmanager } from '#tests/support/alertmanager.ts'
import { startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { freePort } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'
import { createRunClient, silencesOf } from '#tests/support/run-client.ts'
import type { RunClient } from '#tests/support/run-client.ts'

/** Kills of a whole server process. The figure of a long run is in docs/benchmarks.md. */
const kills = Number(process.env['HOMEPORT_RUN_KILLS'] ?? '6')

vi.setConfig({ testTimeout: kills * 30_000, hookTimeout: 120_000 })

/** Everything that is answered before the silence is made. */
const answers: Readonly<Record<string, object>> = {
  type: { title: 'Core switch firmware', type: 'standard', category: 'network' },
  why: { what: 'Firmware 9.3', reason: 'Two faults in the old one' },
  services: { services: ['checkout'], site: 'FRA' },
  risk: { risk: 'medium', impact: 'Ten seconds without a path', users: 'some' },
  plan: { plan: '1. Back up\n2. Upgrade\n3. Reboot', backOut: 'Boot the old image' },
}
const steps = ['type', 'why', 'services', 'risk', 'plan', 'schedule', 'suppress', 'silence']

needs('Alertmanager', hasAlertmanager)('a change on a server that is killed', () => {
  let alertmanager: Alertmanager
  let home: string
  let port: number
  let server: Homeport
  let cookies = ''

  const start = async (): Promise<void> => {
    const config = {
      allow: [`127.0.0.1:${alertmanager.port}`],
      sources: [{ id: 'am', kind: 'alertmanager', name: 'Alertmanager FRA', url: alertmanager.url }],
    }
    server = await startHomeport({ data: home, port, config })
    cookies ||= (await server.signIn()).headers['cookie'] ?? ''
  }

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'homeport-runs-'))
    alertmanager = await startAlertmanager()
    port = await freePort()
    await start()
  })
  afterAll(async () => {
    await server.stop()
    await alertmanager.stop()
    rmSync(home, { recursive: true, force: true })
  })

  const clientFor = (device: string): RunClient => createRunClient({ url: server.url, cookies, device })

  /** Kills the server while somebody works on the run, brings it up again and has the work go on, from another device. */
  async function once(i: number): Promise<string> {
    const now = Date.now()
    const window = { start: now, end: now + 3_600_000, zone: 'UTC' }
    const suppression = [{ id: 's1', source: 'am', matchers: [{ name: 'site', op: '=', value: `FRA-${i}` }] }]
    const fields: Readonly<Record<string, object>> = { ...answers, schedule: window, suppress: { suppression, comment: 'Planned work' } }
    const first = clientFor(`first${i}`)
    const run = await first.start('change')
    /** Everything whose saving was answered. */
    const acknowledged: Record<string, unknown> = {}
    const work = async (client: RunClient, from: readonly string[]): Promise<void> => {
      for (const step of from) {
        for (const [name, value] of Object.entries(fields[step] ?? {})) {
          await client.save(run, { [name]: value })
          acknowledged[name] = value
        }
        await client.advance(run, step)
      }
    }

    // Two in three die around the silence, between intent and confirmation among them; the others anywhere.
    const late = i % 3 !== 2
    const before = late ? steps.slice(0, -1) : []
    await work(first, before)
    const dying = work(first, steps.slice(before.length)).catch(() => undefined)
    await sleep(late ? Math.random() * 60 : Math.random() * 600)
    await server.kill()
    await dying
    await start()

    const second = clientFor(`second${i}`)
    await second.take(run)
    const there = await second.read(run)
    const found = (await silencesOf(alertmanager, run)).length
    const known = there.effects.find(({ kind }) => kind === 'alertmanager.silence')?.state ?? 'unknown'
    expect({ ...there.fields, ...acknowledged }).toEqual(there.fields)
    // A kill that came too late left nothing to do.
    if (steps.includes(there.step)) await work(second, steps.slice(steps.indexOf(there.step)))
    const made = await silencesOf(alertmanager, run)
    expect(made.map(({ matchers }) => matchers[0]?.value)).toEqual([`FRA-${i}`])
    const done = await second.read(run)
    expect(done.effects.find(({ kind }) => kind === 'alertmanager.silence')).toMatchObject({ state: 'done', ref: made[0]?.id })
    expect(done.step).toBe('implement')
    return `${found} there, ${known} here`
  }

  test(`has exactly one silence and every answer, ${kills} times`, async ({ annotate }) => {
    const states: string[] = []
    for (let i = 0; i < kills; i++) states.push(await once(i))
    const counted = [...Map.groupBy(states, (state) => state)].map(([state, all]) => `${state}: ${all.length}`)
    expect(states).toHaveLength(kills)
    await annotate(`silence in Alertmanager and in the run when it was resumed: ${counted.toSorted().join('; ')}`)
  })
})
