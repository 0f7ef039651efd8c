import { Matcher as Written } from '@prometheus-io/codemirror-promql/dist/esm/types/matcher.js'
import { EqlRegex, EqlSingle, Neq } from '@prometheus-io/lezer-promql'
import * as z from 'zod/mini'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import type { Actor } from '#core/policy/actor.ts'
import { nobody } from '#core/policy/actor.ts'
import type { OpenSource } from '#server/connectors/connector.ts'
import { prometheus } from '#server/connectors/prometheus/index.ts'
import { ServerFault } from '#server/fault.ts'
import { createGateway } from '#server/node/gateway.ts'
import { createQueryClient } from '#web/api/client.ts'
import { liveNames } from '#web/ui/query-editor/promql/live-names.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import type { ActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'
import { sampleLine, startExporter } from '#tests/support/exporter.ts'
import { silentLog } from '#tests/support/faults.ts'
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
  sampleLine('work', { team: 'third', job_kind: 'c' }, 3),
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

    describe('through POST /api/query, as people with grants', () => {
      let close: () => Promise<void>
      let world: ActingWorld
      const by = (...matchers: readonly Matcher[]) => matchers.map((m) => ({ ...m }))
      const teamIs = (value: string): Matcher => ({ label: 'team', op: '=', value })
      const [own, other, both, mixed, free, none] = ['own', 'other', 'both', 'mixed', 'free', 'none'].map((id) => person(id, 'editor', { roles: [`of-${id}`] }))
      const to = (actor: Actor | undefined) => ({ kind: 'person' as const, id: actor?.id ?? '' })
      const toRole = (actor: Actor | undefined) => ({ kind: 'role' as const, id: `of-${actor?.id ?? ''}` })

      beforeAll(async () => {
        const gateway = createGateway({ allow: [new URL(opened.server.url).host], log: silentLog })
        close = () => gateway.close()
        const source = { id: 'metrics', kind: 'prometheus', name: 'Metrics', config: { url: opened.server.url } }
        world = await createActingWorld({ fileSources: [source] }, { prometheus }, { net: gateway })
        await world.grant('metrics', [
          { to: to(own), matchers: by(teamIs('own')) },
          { to: to(other), matchers: by(teamIs('other')) },
          // Differ in one label: they add up to a choice of its values.
          { to: to(both), matchers: by(teamIs('own')) },
          { to: toRole(both), matchers: by(teamIs('third')) },
          // Differ in two: no set of matchers says their sum.
          { to: to(mixed), matchers: by(teamIs('own')) },
          { to: toRole(mixed), matchers: by(teamIs('third'), { label: 'job_kind', op: '=', value: 'c' }) },
          // One without any lifts the other.
          { to: to(free), matchers: by(teamIs('own')) },
          { to: toRole(free), matchers: [] },
        ])
      })
      afterAll(() => close())

      const query = (actor: Actor | undefined, expr: string) => {
        const range = { from: Date.now() - 300_000, to: Date.now() }
        return world.as(actor ?? nobody, 'POST', '/api/query', { query: { source: 'metrics', spec: { ...instant, expr } }, range, width: 100 })
      }
      const read = async (actor: Actor | undefined, expr: string) => {
        const { status, body } = await query(actor, expr)
        expect([expr, status]).toEqual([expr, 200])
        const { frame } = body as { readonly frame: Frame }
        return {
          values: numbersOf(frame).toSorted((a, b) => a - b),
          part: frame.meta?.part ?? false,
          text: JSON.stringify(frame.fields),
          ran: frame.meta?.executed,
        }
      }

      test('two people ask the same at the same time, and each sees their own and nothing of the other', async () => {
        // Again and again: what is kept for one, or on its way to one, is nobody else's.
        for (let round = 0; round < 3; round += 1) {
          const [mine, theirs] = await Promise.all([read(own, 'work'), read(other, 'work')])
          expect([mine.values, mine.part, theirs.values, theirs.part]).toEqual([[1], false, [huge], false])
          expect(mine.text).not.toContain('secretkind')
          expect(theirs.text).toContain('secretkind')
        }
        expect((await read(own, 'sum(work)')).ran).toBe('sum(work{team="own"})')
        expect((await read(other, 'sum(work)')).ran).toBe('sum(work{team="other"})')
      })

      test('two grants that differ in one label show both, and nothing else', async () => {
        expect(await read(both, 'work')).toMatchObject({ values: [1, 3], part: false })
        expect(await read(both, 'sum(work)')).toMatchObject({ values: [4], ran: 'sum(work{team=~"own|third"})' })
      })

      test('two grants that cannot be summed show what the first one grants, say so, and never more', async () => {
        expect(await read(mixed, 'work')).toMatchObject({ values: [1], part: true })
        // Not each by itself either: the second would let `team` of the first and `job_kind` of nobody through.
        for (const expr of tries) {
          const { status, body } = await query(mixed, expr)
          if (status !== 200) continue
          const told = JSON.stringify((body as { readonly frame: Frame }).frame.fields)
          expect([expr, numbersOf((body as { readonly frame: Frame }).frame).filter((n) => n > 1000)]).toEqual([expr, []])
          expect(told).not.toContain('secretkind')
        }
      })

      test('a grant without matchers lifts the others, and without any grant nothing is answered', async () => {
        expect(await read(free, 'work')).toMatchObject({ values: [1, 3, huge, huge], part: false })
        const refused = await query(none, 'work')
        expect([refused.status, JSON.stringify(refused.body)]).toEqual([403, expect.not.stringContaining('work{')])
      })

      describe('in the names the editor completes', () => {
        const realFetch = globalThis.fetch
        afterEach(() => {
          globalThis.fetch = realFetch
        })

        /** The names the editor of this person has to offer, asked of our API as it asks them. */
        const namesFor = (actor: Actor | undefined) => {
          globalThis.fetch = async (input) => {
            const { pathname, search } = new URL(input instanceof Request ? input.url : input, 'http://localhost')
            const { status, body } = await world.as(actor ?? nobody, 'GET', `${pathname}${search}`)
            return Response.json(body, { status })
          }
          return liveNames(createQueryClient(), 'metrics')
        }
        const teams = (actor: Actor | undefined) => namesFor(actor).labelValues('team', 'work', [])

        test('only what the own series have is offered: metrics, their meanings, labels and values', async () => {
          const names = namesFor(own)
          const metrics = await names.metricNames()
          expect(metrics).toContain('work')
          expect(JSON.stringify([metrics, await names.metricMetadata(), await names.labelNames()])).not.toContain('secret')
          expect(await names.labelNames('work')).toEqual(expect.arrayContaining(['team', 'job_kind']))
          expect(await names.labelValues('team', 'work', [])).toEqual(['own'])
          expect(await names.labelValues('job_kind')).toEqual(['a'])
        })

        test('whatever is written before it, of the others nothing is offered', async () => {
          const names = namesFor(own)
          expect(await names.labelNames('secret_metric')).toEqual([])
          for (const written of [
            new Written(EqlSingle, 'team', 'other'),
            new Written(EqlRegex, 'team', '.+'),
            new Written(Neq, 'team', 'own'),
            new Written(EqlSingle, 'secretlabel', 'x'),
            new Written(EqlSingle, 'job_kind', 'secretkind"} or {team="other'),
          ])
            for (const metric of [undefined, 'work', 'secret_metric'])
              for (const label of ['__name__', 'job_kind', 'team', 'secretlabel']) {
                const offered = await names.labelValues(label, metric, [written])
                expect([written, metric, label, offered]).toEqual([
                  written,
                  metric,
                  label,
                  expect.not.arrayContaining([expect.stringMatching(/secret|other|^x$/)]),
                ])
              }
        })

        test('two grants offer both their values, one without matchers every one, and no grant none', async () => {
          expect((await teams(both)).toSorted()).toEqual(['own', 'third'])
          expect((await teams(free)).toSorted()).toEqual(['other', 'own', 'third'])
          expect(await teams(none)).toEqual([])
        })
      })
    })

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
