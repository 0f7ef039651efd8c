import { Changes } from '#contract/change.ts'

/** What came over the line: news, or a sign that it still holds. */
export type LineWord = Changes | 'alive'

/** Server-sent events off a response body; ends when the stream does, and throws where what comes is no such stream. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LineWord> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield wordOf(block)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function wordOf(block: string): LineWord {
  const data = block.split('\n').flatMap((line) => (line.startsWith('data: ') ? line.slice(6) : []))
  return data.length === 0 ? 'alive' : Changes.parse(JSON.parse(data.join('\n')))
}
