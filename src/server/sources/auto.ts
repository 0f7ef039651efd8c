import { rowCount } from '#core/frame/shapes.ts'
import type { QueryRequest } from '#contract/query.ts'
import { ServerFault } from '../fault.ts'
import { toServerFault } from './failure.ts'
import type { Connectors, KnownSource } from './known-source.ts'
import { knows, measureIn } from './read-spec.ts'
import type { Leave } from './leave.ts'
import type { Reply } from './live-source.ts'

interface Passed {
  readonly name: string
  readonly fault: ServerFault
}

/**
 * Asks the sources that know the measure and that the asker may ask, one after the other; the first with anything to show wins. One that fails is
 * passed over, and the answer says so. When nobody has anything to show, a failure is told before an empty answer:
 * "nothing is burning" must not come from a source that is not looking.
 */
export async function answerAuto(
  all: readonly KnownSource[],
  connectors: Connectors,
  request: QueryRequest,
  leave: Leave,
  put: (source: KnownSource) => Promise<Reply>,
): Promise<Reply> {
  const spec = measureIn(request.query.spec)
  const measure = spec?.measure
  if (spec === undefined || measure === undefined) throw new ServerFault('invalid', { detail: 'auto needs a measure', field: 'query.spec.measure' })
  const knowing = all.filter((s) => {
    const connector = Object.hasOwn(connectors, s.kind) ? connectors[s.kind] : undefined
    return connector !== undefined && knows(connector, measure)
  })
  const isItself = ({ kind }: KnownSource): number => (connectors[kind]?.ofItself?.(spec) ? 1 : 0)
  const candidates = knowing.filter((s) => leave(s.id) !== undefined).toSorted((a, b) => isItself(a) - isItself(b))
  if (candidates.length === 0 && knowing.length > 0)
    throw new ServerFault('forbidden', { detail: `no grant for a source that knows ${measure}`, field: 'query.source' })
  const passed: Passed[] = []
  let empty: Reply | undefined
  for (const source of candidates) {
    const reply = await put(source).catch((error: unknown) => {
      passed.push({ name: source.name, fault: toServerFault(error) })
      return undefined
    })
    if (reply && rowCount(reply.frame) > 0) return withSilent(reply, passed)
    empty ??= reply
  }
  const worst = passed.find((p) => p.fault.fault.code !== 'source_unsupported') ?? (empty ? undefined : passed[0])
  if (worst) throw worst.fault
  if (empty) return empty
  throw new ServerFault('source_unsupported', { detail: `no source knows ${measure}` })
}

function withSilent(reply: Reply, passed: readonly Passed[]): Reply {
  const told = passed.filter((p) => p.fault.fault.code !== 'source_unsupported')
  if (told.length === 0) return reply
  const silent = [...(reply.frame.meta?.silent ?? []), ...told.map(({ name, fault }) => ({ source: name, fault: fault.fault }))]
  return { ...reply, frame: { ...reply.frame, meta: { ...reply.frame.meta, silent } } }
}
