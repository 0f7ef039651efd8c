import { Changes } from '#contract/change.ts'

export interface LiveReader {
  readonly status: number
  readonly headers: Headers
  /** The next event; undefined when the stream has ended. */
  next(): Promise<Changes | undefined>
  /** Everything until nothing more came for `quietMs`. */
  upTo(enough: (all: readonly Changes[]) => boolean): Promise<readonly Changes[]>
  /** Raw text so far, comments included. */
  readonly text: string
  close(): Promise<void>
}

/** Reads server-sent events off a response. */
export function readLive(response: Response): LiveReader {
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no body')
  const decoder = new TextDecoder()
  let all = ''
  let rest = ''
  const next = async (): Promise<Changes | undefined> => {
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end >= 0) {
        const block = rest.slice(0, end)
        rest = rest.slice(end + 2)
        const data = block.split('\n').find((line) => line.startsWith('data: '))
        if (data) return Changes.parse(JSON.parse(data.slice(6)))
        continue
      }
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done || !value) return undefined
      const text = decoder.decode(value, { stream: true })
      all += text
      rest += text
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    next,
    async upTo(enough) {
      const seen: Changes[] = []
      while (!enough(seen)) {
        const event = await next()
        if (!event) break
        seen.push(event)
      }
      return seen
    },
    get text() {
      return all
    },
    close: () => reader.cancel().catch(() => undefined),
  }
}

export const idsIn = (events: readonly Changes[]): readonly string[] => events.flatMap((e) => e.changes.map((c) => c.id))
