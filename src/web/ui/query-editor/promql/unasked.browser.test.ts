import { CompletionContext } from '@codemirror/autocomplete'
import type { CompletionSource } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createQueryClient } from '#web/api/client.ts'
import { createText } from '#web/i18n/text.ts'
import { openPromql } from './promql.ts'

const { extension } = openPromql({ text: createText('en', en), client: createQueryClient(), source: undefined, variables: [] })

/** What the list would hold at the end of the text. */
async function offeredAfter(doc: string, explicit: boolean): Promise<readonly string[]> {
  const state = EditorState.create({ doc, extensions: extension })
  const sources = state.languageDataAt<CompletionSource>('autocomplete', doc.length)
  const all = await Promise.all(sources.map(async (source) => source(new CompletionContext(state, doc.length, explicit))))
  return all.flatMap((found) => found?.options.map(({ label }) => label) ?? [])
}

// Enter takes the first of a list that is open: behind a finished query it would write an operator.
test.each(['rate(http_requests_total[5m])', 'rate(http_requests_total[5m]) ', 'up{job="api"}', 'sum(up)\n'])(
  'behind %j nothing is offered unasked',
  async (doc) => {
    expect(await offeredAfter(doc, false)).toEqual([])
  },
)

test('asked for by its key, operators are there', async () => {
  expect(await offeredAfter('rate(http_requests_total[5m])', true)).toContain('-')
})

test.each([
  ['sum(up) un', 'unless'],
  ['sum(', 'rate'],
  ['sum(up) by ', undefined],
  ['ra', 'rate'],
])('behind %j what is begun is offered as before', async (doc, wanted) => {
  const offered = await offeredAfter(doc, false)
  if (wanted === undefined) expect(offered).toEqual([])
  else expect(offered).toContain(wanted)
})
