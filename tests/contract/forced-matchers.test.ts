import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import type { OpenSource } from '#server/connectors/connector.ts'
import { prometheus } from '#server/connectors/prometheus/index.ts'
import { ServerFault } from '#server/fault.ts'
import { sampleLine, startExporter } from '#tests/support/exporter.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { openConnector } from '#tests/support/open-connector.ts'
import type { Server } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'
import { hasVictoriaMetrics, startVictoriaMetrics } from '#tests/support/victoria-metrics.ts'

/** Team `own` reads small numbers; everything of team `other` is huge or bears a telling name. */
const huge = 1e9
const exported = (): readonly string[] => [
  sampleLine('work', { team: 'own', job_kind: 'a' }, 1),
  sampleLine('work', { team: 'other', job_kind: 'secretkind' }, huge),
  sampleLine('work', { job_kind: 'secretless' }, huge),
  sampleLine('secret_metric', { team: 'other', secretlabel: 'x' }, huge),
]

const team: Matcher = { label: 'team', op: '=', value: 'own' }
const instant = { kind: 'promql', mode: 'instant' } as const

/** Ways to read what belongs to somebody else, some of which a server refuses. */
const tries = [
  'work',
  'sum(work)',
  '{__name__=~".+"}',
  'work{team="other"}',
  'work{team!="own"}',
  'work{team=~".*"} or secret_metric',
  'max_over_time(work[1m:1s])',
  'work # comment\ror secret_metric',
  'work # comment\r\n or secret_metric',
  'work{job_kind=`\\`} or secret_metric{team=`other`}',
  'work{job_kind=`\\`,job_kind!=`} or secret_metric or work{team=`} or secret_metric',
  "work{job_kind='\\'} or secret_metric{a=\"'\"}",
  'work{job_kind="a"} or secret_metric{team="other"}',
  'work{team="own" or team="other"}',
  'absent(nothing) * 0 + on() group_right() secret_metric',
  'label_replace(secret_metric, "team", "own", "", "")',
  'count_values("v", secret_metric)',
  'WITH (x = secret_metric) x',
  'work{team="other"}[5m]',
  'vector(1) or secret_metric',
  'secret_metric offset 1s',
  'secret_metric @ end()',
  'topk(5, secret_metric)',
  'scalar(secret_metric)',
  '-secret_metric',
  '(((secret_metric)))',
  'work\u2028or secret_metric',
  'work\u00a0or\u00a0secret_metric',
]

const numbersOf = (frame: Frame): readonly number[] =>
  frame.fields.filter((f) => f.type === 'number').flatMap((f) => f.values.flatMap((v) => (typeof v === 'number' ? [Math.abs(v)] : [])))

const never = new AbortController().signal

interface Opened {
  readonly server: Server
  readonly source: OpenSource<z.output<typeof prometheus.spec>> & { close(): Promise<void> }
}

/** A server that has what the exporter shows. */
const servers = [
  [
    'Prometheus',
    hasPrometheus,
    async (target: string): Promise<Server> => {
      const server = await startPrometheus({ scrape: [{ job: 'test', targets: [target] }] })
      await server.seen('secret_metric')
      return server
    },
  ],
  [
    'VictoriaMetrics',
    hasVictoriaMetrics,
    async (): Promise<Server> => {
      const server = await startVictoriaMetrics()
      await server.load(
        exported()
          .map((line) => `${line} ${Date.now() - 5000}`)
          .join('\n'),
      )
      return server
    },
  ],
] as const

for (const [name, isThere, start] of servers) {
  needs(name, isThere)(`A6: with matchers forced, ${name} shows nothing else`, () => {
    let exporter: LoopbackServer
    let opened: Opened

    const ask = (expr: string, source: OpenSource<z.output<typeof prometheus.spec>>): Promise<Frame> => {
      const now = Date.now()
      const spec = z.parse(prometheus.spec, { ...instant, expr })
      return source.query(spec, { range: { from: now - 60_000, to: now }, width: 100, variables: {}, zone: 'UTC', signal: never })
    }
    const narrowed = () => {
      const held = opened.source.narrow?.([team])
      if (!held) throw new Error('cannot be narrowed')
      return held
    }

    beforeAll(async () => {
      exporter = await startExporter(exported)
      const server = await start(exporter.url)
      opened = { server, source: openConnector(prometheus, z.parse(prometheus.config, { url: server.url })) }
    }, 60_000)
    afterAll(async () => {
      await opened?.source.close()
      await opened?.server.stop()
      await exporter?.stop()
    })

    test('freely asked, the others’ numbers are there', async () => {
      expect(Math.max(...numbersOf(await ask('work', opened.source)))).toBe(huge)
    })

    test('the own numbers are still there', async () => {
      expect(numbersOf(await ask('work', narrowed()))).toEqual([1])
      expect((await ask('sum(work)', narrowed())).meta?.executed).toBe('sum(work{team="own"})')
    })

    for (const expr of tries) {
      test(`not by ${JSON.stringify(expr)}`, async () => {
        const frame = await ask(expr, narrowed()).catch((error: unknown) => {
          if (error instanceof ServerFault) return undefined
          throw error
        })
        if (!frame) return
        expect(numbersOf(frame).filter((n) => n > 1000)).toEqual([])
        expect(JSON.stringify(frame.fields)).not.toContain('secretkind')
      })
    }

    test('names, values, series and metadata neither', async () => {
      const held = narrowed()
      const told = JSON.stringify([
        await held.labels?.({ signal: never }),
        await held.labelValues?.('job_kind', { signal: never }),
        await held.labelValues?.('__name__', { signal: never }),
        await held.series?.({ signal: never, match: '{__name__=~".+"}' }),
        await held.series?.({ signal: never }),
        await held.metadata?.(never),
      ])
      expect(told).toContain('work')
      expect(told).not.toContain('secret')
      const [free] = [JSON.stringify(await opened.source.series?.({ signal: never, match: '{__name__=~".+"}' }))]
      expect(free).toContain('secret')
    })
  })
}
