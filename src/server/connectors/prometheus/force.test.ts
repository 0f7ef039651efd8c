import { parser } from '@prometheus-io/lezer-promql'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import { ServerFault } from '../../fault.ts'
import type { Words } from './ask.ts'
import { forceMatchers, forcingSender } from './force.ts'

const team: Matcher = { label: 'team', op: '=', value: 'pay' }
const force = (expr: string): string => forceMatchers(expr, [team])
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'passed'
  } catch (error) {
    if (error instanceof ServerFault) return error.fault.code
    throw error
  }
}

/** Matchers of every selector of an expression, read anew from its text. */
function selectorsOf(expr: string): readonly (readonly string[])[] {
  const found: string[][] = []
  parser.parse(expr).iterate({
    enter({ name, node }) {
      if (name !== 'VectorSelector') return
      const each = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
      found.push(each.map(({ from, to }) => expr.slice(from, to)))
    },
  })
  return found
}

const real: readonly (readonly [string, string])[] = [
  ['up', 'up{team="pay"}'],
  ['up{}', 'up{team="pay"}'],
  ['up{a="b",}', 'up{team="pay",a="b",}'],
  ['{__name__=~".+"}', '{team="pay",__name__=~".+"}'],
  ['{"http.requests", code!="200"}', '{team="pay","http.requests", code!="200"}'],
  ['rate(x[5m] offset 5m)', 'rate(x{team="pay"}[5m] offset 5m)'],
  ['x @ start() or y @ 1700000000', 'x{team="pay"} @ start() or y{team="pay"} @ 1700000000'],
  ['max_over_time(rate(x{a="b"}[5m])[1h:1m])', 'max_over_time(rate(x{team="pay",a="b"}[5m])[1h:1m])'],
  ['sum by (le) (a) / ignoring(b) group_left(c) d', 'sum by (le) (a{team="pay"}) / ignoring(b) group_left(c) d{team="pay"}'],
  ['label_replace(x, "a", "$1", "b", "{y}")', 'label_replace(x{team="pay"}, "a", "$1", "b", "{y}")'],
  ['topk(3, sum)', 'topk(3, sum{team="pay"})'],
  ['x{a="}"} # or y', 'x{team="pay",a="}"}  '],
  ['x # one\r or y', 'x{team="pay"}  \n or y{team="pay"}'],
  ['x{a=`\\`} or y{b=`z`}', String.raw`x{team="pay",a="\\"} or y{team="pay",b="z"}`],
  ['-x ^ 2', '-x{team="pay"} ^ 2'],
  ['absent(x{team="other"})', 'absent(x{team="pay",team="other"})'],
  ['info(x, {y="z"})', 'info(x{team="pay"}, {team="pay",y="z"})'],
  ['time() + 1', 'time() + 1'],
]
describe('A6: every selector carries what is forced', () => {
  for (const [expr, expected] of real) test(`in ${expr}`, () => expect(force(expr)).toBe(expected))
})

const refused = [
  '',
  'x{',
  'x{a=b}',
  'x y',
  'x{a="b"}{c="d"}',
  'x{a="b" or c="d"}',
  'sum(x',
  '#x',
  'with (a = b) a',
  'x{a="b} or y',
  'x[$__rate]',
  'x default y',
  "x{a='b\n'}",
  '☃',
]
for (const expr of refused)
  test(`refuses ${JSON.stringify(expr)}, which is no PromQL that can be parsed`, () => expect(codeOf(() => force(expr))).toBe('forbidden'))

test('without anything forced, an expression stays as it is, even one that does not parse', () => {
  expect(forceMatchers('x{', [])).toBe('x{')
})

const name = fc.constantFrom('up', 'node_cpu_seconds_total', 'sum', 'by', 'job:x:rate5m', 'offset_x', 'inf_total')
const text = fc.oneof(fc.constantFrom('}', '{', '"', "'", '`', '\\', '#', 'or y', '\n', '${x}', 'ü☃'), fc.string({ maxLength: 8 }))
const quoted = text.map((t) =>
  JSON.stringify(t).replace(/\\u(\w{4})/g, (_, code: string) => (String.fromCharCode(Number.parseInt(code, 16)) === '\0' ? '' : String.raw`\u${code}`)),
)
const raw = text.filter((t) => !t.includes('`')).map((t) => `\`${t}\``)
const matcher = fc.tuple(fc.constantFrom('job', 'team', 'le'), fc.constantFrom('=', '!=', '=~', '!~'), fc.oneof(quoted, raw)).map((parts) => parts.join(''))
const selector = fc.tuple(name, fc.option(fc.array(matcher, { maxLength: 3 }))).map(([n, all]) => (all ? `${n}{${all.join(', ')}}` : n))
const { expr: anExpr } = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4 },
    selector,
    fc.constant('1.5e3'),
    fc.tuple(fc.constantFrom('abs', 'ceil', 'absent'), tie('expr')).map(([f, e]) => `${f}(${e})`),
    selector.map((s) => `rate(${s}[5m] offset 1h)`),
    fc.tuple(fc.constantFrom('sum by (a, b)', 'max without (c)', 'count'), tie('expr')).map(([f, e]) => `${f} (${e})`),
    fc.tuple(tie('expr'), fc.constantFrom('+', '/ on (job)', 'and', 'or', '> bool'), tie('expr')).map(([a, op, b]) => `(${a}) ${op} (${b}) # {x}\n`),
  ),
}))
const someForced = fc.array(fc.record({ label: fc.constantFrom('team', 'site'), op: fc.constantFrom('=' as const, '=~' as const), value: text }), {
  minLength: 1,
  maxLength: 3,
})

test('of any expression, every selector carries everything that is forced, and no selector comes or goes', () => {
  fc.assert(
    fc.property(anExpr, someForced, (expr, forced) => {
      // What strings may hold differs in corners; an expression that does not parse is refused, which is tested above.
      if (codeOf(() => forceMatchers(expr, forced)) !== 'passed') return
      const made = forceMatchers(expr, forced)
      const [before, after] = [selectorsOf(expr), selectorsOf(made)]
      expect(after.length).toBe(before.length)
      for (const matchers of after) expect(matchers.slice(0, forced.length).map((m) => m.slice(0, m.indexOf('=')))).toEqual(forced.map((m) => m.label))
      // What is forced reads back as one matcher each, whatever its value.
      expect(selectorsOf(forceMatchers('x', forced))[0]).toHaveLength(forced.length)
      expect(codeOf(() => forceMatchers(made, forced))).toBe('passed')
    }),
    { numRuns: 1000 },
  )
})

describe('what is sent', () => {
  const sent: { path: string; words: Words }[] = []
  const note = async (path: string, words: Words) => {
    sent.push({ path, words })
    return { data: null, notices: [] }
  }
  const { get, post } = forcingSender({ get: note, post: note }, [team])
  const never = new AbortController().signal
  const last = (): Words | undefined => sent.at(-1)?.words

  test('names, values and series are asked with the matchers, with a selector or without', async () => {
    await get('labels', {}, never)
    expect(last()).toEqual({ 'match[]': '{team="pay"}' })
    await get('label/job/values', { 'match[]': 'up' }, never)
    expect(last()).toEqual({ 'match[]': ['up{team="pay"}'] })
    await post('query', { query: 'up', time: '1' }, never)
    expect(last()).toEqual({ query: 'up{team="pay"}', time: '1' })
  })

  test('an expression where a selector belongs, and an address nobody thought of, are refused', async () => {
    const before = sent.length
    for (const selecting of ['up or x', 'rate(up[5m])', '1', 'up"'])
      await expect(get('series', { 'match[]': selecting }, never)).rejects.toMatchObject({ fault: { code: 'forbidden' } })
    for (const path of ['targets', 'query_exemplars', 'status/config', 'admin/tsdb/snapshot'])
      await expect(get(path, {}, never)).rejects.toMatchObject({ fault: { code: 'forbidden' } })
    expect(sent.length).toBe(before)
  })
})
