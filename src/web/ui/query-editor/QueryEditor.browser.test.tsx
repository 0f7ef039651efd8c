import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { useState } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { QueryLanguage } from '#contract/catalogue.ts'
import { createQueryClient } from '#web/api/client.ts'
import { createText, english, LanguageContext } from '#web/i18n/text.ts'
import { ThemeProvider } from '#web/ui/theme/ThemeProvider.tsx'
import { Button } from '../Button.tsx'
import { Field } from '../field/Field.tsx'
import { QueryEditor } from './QueryEditor.tsx'
import { QueryRefusal, QuerySource, QueryVariables } from './query-source.ts'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

vi.setConfig({ testTimeout: 60_000 })

let asked: string[] = []
let kept: unknown[] = []
const answers: readonly (readonly [RegExp, unknown])[] = [
  [/^\/api\/sources\/prom\/labels\/__name__$/, ['http_requests_total', 'http_request_duration_seconds_bucket', 'up']],
  [/^\/api\/sources\/prom\/labels\/job$/, ['api', 'checkout']],
  [/^\/api\/sources\/prom\/labels$/, ['__name__', 'instance', 'job']],
  [/^\/api\/sources\/prom\/metadata$/, [{ metric: 'http_requests_total', type: 'counter', help: 'Requests answered', unit: '' }]],
  [
    /^\/api\/sources\/base\/series$/,
    {
      series: [
        { schema: 'public', table: 'orders', column: 'amount', type: 'numeric' },
        { schema: 'public', table: 'orders', column: 'placed_at', type: 'timestamp with time zone' },
        { schema: 'audit', table: 'entries', column: 'id', type: 'bigint' },
      ],
      total: 3,
    },
  ],
]

beforeAll(() => {
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    if (!url.pathname.startsWith('/api/')) return network(input, init)
    if (url.pathname.startsWith('/api/kept-queries/')) {
      if (request.method === 'PUT') kept.push(await request.json())
      return Response.json({ recent: [{ text: 'up == 0', at: 1 }], named: [{ name: 'Error share', text: 'sum(errors) / sum(requests)' }] })
    }
    asked.push(`${url.pathname}${url.search}`)
    const answer = answers.find(([path]) => path.test(url.pathname))?.[1]
    return answer === undefined
      ? Response.json({ code: 'not_found' }, { status: 404 })
      : Response.json(answer, { headers: { 'content-type': 'application/json' } })
  }
})
beforeEach(async () => {
  asked = []
  kept = []
  await page.viewport(700, 900)
})
afterEach(cleanup)

const held: { value: string } = { value: '' }
const variables = ['service', 'site']
const refusal = { text: 'select nme\nfrom orders', at: 7, words: 'There is no nme' }

function Held({ language, first, source }: { readonly language: QueryLanguage; readonly first: string; readonly source: string | undefined }) {
  const [value, setValue] = useState(first)
  held.value = value
  return (
    <QuerySource value={source}>
      <QueryVariables value={variables}>
        <QueryRefusal value={refusal}>
          <Field label="Query" hint="A hint">
            {(parts) => (
              <QueryEditor {...parts} language={language} label="Query" required readOnly={false} placeholder={undefined} value={value} onChange={setValue} />
            )}
          </Field>
        </QueryRefusal>
      </QueryVariables>
      <Button>After</Button>
    </QuerySource>
  )
}

async function open(language: QueryLanguage, first = '', source?: string): Promise<HTMLElement> {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ThemeProvider>
        <main>
          <Held language={language} first={first} source={source} />
        </main>
      </ThemeProvider>
    </QueryClientProvider>,
  )
  const box = page.getByRole('textbox', { name: 'Query' })
  await expect.element(box).toBeVisible()
  const element = box.element()
  if (!(element instanceof HTMLElement)) throw new Error('no editor')
  // Its language comes a moment later.
  await expect.poll(() => element.closest('[data-language]')).not.toBeNull()
  return element
}

const text = (): string => document.body.textContent

test('metrics, labels and values of the live source are offered, within what is already written', async () => {
  const box = await open('promql', '', 'prom')
  box.focus()
  await userEvent.keyboard('http_req')
  await expect.element(page.getByRole('option', { name: /^http_requests_total/ })).toBeVisible()
  await expect.element(page.getByRole('option', { name: /counter/ })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Escape}')
  await userEvent.keyboard('uests_total{Escape}{{jo')
  // With the mouse: keys count only once the list has stood for a moment, and the journeys take it by keys.
  await page.getByRole('option', { name: 'job' }).click()
  await userEvent.keyboard('="')
  await page.getByRole('option', { name: 'checkout' }).click()
  await expect.poll(() => held.value).toBe('http_requests_total{job="checkout"}')
  expect(asked).toContain(`/api/sources/prom/labels/job?match=${encodeURIComponent('{__name__="http_requests_total"}').replaceAll('%20', '+')}`)
})

test('a problem is marked where it is, told in words, and gone when it is mended', async () => {
  const box = await open('promql', 'sum(rate(up[5m])')
  await expect.element(page.getByRole('button', { name: /^Line 1, column 16: Something is missing here/ })).toBeVisible()
  expect(document.querySelector('.cm-lintRange')).not.toBeNull()
  await userEvent.click(page.getByRole('button', { name: /^Line 1/ }))
  expect(document.activeElement).toBe(box)
  await userEvent.keyboard('{End})')
  await expect.poll(() => page.getByRole('button', { name: /^Line 1/ }).elements()).toHaveLength(0)
})

test('what Homeport fills in is no problem', async () => {
  await open('promql', 'sum by (job) (rate(http_requests_total{job=~"${job}"}[$__rate])) + round(up, 1, 2)')
  await expect.element(page.getByText('In words')).toBeVisible()
  // What is wrong behind it shows that the text was looked through.
  await expect.element(page.getByRole('button', { name: /round takes at most 2/ })).toBeVisible()
  expect(page.getByRole('button', { name: /^Line/ }).elements()).toHaveLength(1)
  expect(document.querySelectorAll('.cm-hp-variable')).toHaveLength(2)
})

test('a query is told in words', async () => {
  await open('promql', 'sum by (job) (rate(http_requests_total{job="api"}[5m])) * 60')
  await userEvent.click(page.getByText('In words'))
  const steps = [...document.querySelectorAll('details li')].map((li) => li.textContent)
  expect(steps).toEqual([
    'Reads http_requests_total where job is api',
    'Takes the last 5m at each moment',
    'How much it rises per second, restarts taken out',
    'Adds up, one result for each job',
    'Multiplies by 60',
  ])
})

test('Escape brings back what was there when the editor was entered, and Tab leaves', async () => {
  const box = await open('promql', 'up')
  box.focus()
  await userEvent.keyboard('{End} > 1')
  await expect.poll(() => held.value).toBe('up > 1')
  expect(box.dataset['mantineStopPropagation']).toBe('true')
  await userEvent.keyboard('{Escape}')
  // The first one may have closed a list of names.
  if (held.value !== 'up') await userEvent.keyboard('{Escape}')
  await expect.poll(() => held.value).toBe('up')
  // Nothing left to bring back: the next Escape is the page's.
  expect(box.dataset['mantineStopPropagation']).toBeUndefined()
  await userEvent.keyboard('{Tab}')
  expect(box.contains(document.activeElement)).toBe(false)
})

test('SQL offers the tables and columns the source may read', async () => {
  const box = await open('sql', '', 'base')
  box.focus()
  await userEvent.keyboard('select  from orde')
  await page.getByRole('option', { name: /^orders/ }).click()
  await userEvent.keyboard(' where orders.pl')
  await page.getByRole('option', { name: /^placed_at/ }).click()
  await expect.poll(() => held.value).toBe('select  from orders where orders.placed_at')
})

test.each([
  ['promql', 'up{job=~"$se', 'up{job=~"${service}"}'],
  ['promql', 'topk(3, ${{si', 'topk(3, ${site})'],
  ['sql', 'select 1 where a in (${{se', 'select 1 where a in (${service})'],
] as const)('in %s the variables of the dashboard are offered by name: %s', async (language, typed, written) => {
  const box = await open(language)
  box.focus()
  await userEvent.keyboard(typed.replace(/^up\{/, 'up{{'))
  const [name = ''] = /\$\{\w+\}/.exec(written) ?? []
  const option = page.getByRole('option', { name: `${name}choice of this dashboard` })
  await expect.element(option).toBeVisible()
  // Nothing that the language itself would offer stands between them.
  await expect
    .poll(() =>
      page
        .getByRole('option')
        .elements()
        .filter((it) => !it.textContent.startsWith('$')),
    )
    .toHaveLength(0)
  await option.click()
  await expect.poll(() => held.value).toBe(written)
})

test('what the source says against a text is marked where it is, until the text is another', async () => {
  const box = await open('sql', refusal.text)
  await expect.element(page.getByRole('button', { name: 'Line 1, column 8: There is no nme' })).toBeVisible()
  expect(document.querySelector('.cm-lintRange-error')?.textContent).toBe('nme')
  await userEvent.click(page.getByRole('button', { name: /^Line 1/ }))
  expect(document.activeElement).toBe(box)
  await userEvent.keyboard('{ArrowRight}a')
  await expect.poll(() => held.value).toBe('select name\nfrom orders')
  await expect.poll(() => page.getByRole('button', { name: /^Line/ }).elements()).toHaveLength(0)
  await userEvent.keyboard('{Backspace}')
  await expect.element(page.getByRole('button', { name: /^Line 1, column 8/ })).toBeVisible()
})

test('the words of an open editor change with the language', async () => {
  const german = { ...english, tag: 'de', text: createText('de', { 'query.completions': 'Passende Namen' }) }
  const client = createQueryClient()
  const within = (language: typeof english) => (
    <LanguageContext value={language}>
      <QueryClientProvider client={client}>
        <ThemeProvider>
          <Held language="promql" first="" source="prom" />
        </ThemeProvider>
      </QueryClientProvider>
    </LanguageContext>
  )
  const { rerender } = render(within(english))
  await expect.poll(() => document.querySelector('[data-language]')).not.toBeNull()
  const box = page.getByRole('textbox', { name: 'Query' }).element()
  if (box instanceof HTMLElement) box.focus()
  await userEvent.keyboard('http_req')
  await expect.element(page.getByRole('listbox', { name: 'Names that fit' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  rerender(within(german))
  await userEvent.keyboard('u')
  await expect.element(page.getByRole('listbox', { name: 'Passende Namen' })).toBeVisible()
})

test('a source that cannot tell its tables is not asked again for every letter', async () => {
  const box = await open('sql', '', 'gone')
  box.focus()
  await userEvent.keyboard('select amount from orders where')
  await expect.poll(() => asked).toEqual(['/api/sources/gone/series'])
  await userEvent.keyboard(' placed_at > 1')
  await expect.element(page.getByRole('option').first()).not.toBeInTheDocument()
  expect(asked).toEqual(['/api/sources/gone/series'])
})

test('a path is one line, and what cannot be read in it is told where it is', async () => {
  const box = await open('jsonpath', '')
  box.focus()
  await userEvent.keyboard('$.items{Enter} x')
  await expect.poll(() => held.value).toBe('$.items x')
  await expect.element(page.getByRole('button', { name: /^Line 1, column 9: JSONPath says/ })).toBeVisible()
})

test('a path that came in two lines can be read and mended', async () => {
  const box = await open('jsonpath', '$.items\n[*]')
  box.focus()
  await userEvent.keyboard('{Control>}{End}{/Control}.id')
  await expect.poll(() => held.value).toBe('$.items\n[*].id')
  await userEvent.keyboard('{Enter}')
  expect(held.value).toBe('$.items\n[*].id')
})

test.each([
  ['promql', 'sum(rate(http_requests_total{job="api"}[5m])) / 100 # share'],
  ['sql', "select count(*), name from orders where placed_at >= $__from and kind = 'x' -- all"],
  ['jsonpath', '$.items[?@.open == true]'],
] as const)('%s reads well and breaks no rule, in both themes', async (language, code) => {
  for (const theme of ['light', 'dark']) {
    const box = await open(language, code)
    document.documentElement.dataset['mantineColorScheme'] = theme
    await expect.poll(() => document.querySelectorAll('.cm-line span').length).toBeGreaterThan(1)
    const { violations } = await axe.run(box.closest<HTMLElement>('main > div') ?? document.body)
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html} ${n.any[0]?.message}`).join('; ')}`)).toEqual([])
    cleanup()
  }
})

test('code runs from left to right also where the page does not', async () => {
  document.documentElement.dir = 'rtl'
  try {
    const box = await open('promql', 'up')
    expect(getComputedStyle(box).direction).toBe('ltr')
    expect(getComputedStyle(box).textAlign).toBe('left')
  } finally {
    document.documentElement.dir = 'ltr'
  }
})

test('a query written before is found and taken by keyboard, and can be undone', async () => {
  const box = await open('promql', 'up', 'prom')
  await expect.element(page.getByRole('button', { name: 'Written before' })).toBeVisible()
  box.focus()
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement?.textContent).toBe('Written before')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('combobox', { name: 'Find a query' })).toBeVisible()
  await userEvent.keyboard('share{Enter}')
  await expect.poll(() => held.value).toBe('sum(errors) / sum(requests)')
  await expect.poll(() => document.activeElement).toBe(box)
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => held.value).toBe('up')
})

test('a query gets a name, and one that was written is kept when the editor is left', async () => {
  const box = await open('promql', 'up', 'prom')
  await userEvent.click(page.getByRole('button', { name: 'Save this query' }))
  await userEvent.fill(page.getByRole('textbox', { name: 'Name of the query' }), 'Alive')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => kept).toEqual([{ text: 'up', name: 'Alive' }])
  // Closing, the form gives the focus back; only then is the editor entered.
  await expect.poll(() => document.activeElement?.textContent).toContain('Save this query')
  box.focus()
  await userEvent.keyboard('{End} == 1')
  await expect.poll(() => held.value).toBe('up == 1')
  await userEvent.keyboard('{Tab}')
  await expect.poll(() => kept[1]).toEqual({ text: 'up == 1' })
})

test('its label leads into it', async () => {
  const box = await open('sql')
  await userEvent.click(page.getByText('Query', { exact: true }))
  expect(document.activeElement).toBe(box)
  expect(text()).toContain('Tab leaves')
})
