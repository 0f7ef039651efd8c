import type { Frame } from '#contract/frame.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { Source } from '#contract/source.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Found, Happening } from '#core/landing/happening.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { createBriefly } from './briefly.ts'
import { happeningsIn } from './happenings.ts'

/** One thing the landing wants to know, in terms every source of observations understands. */
export interface Question {
  /** Absent: of any kind, to hear whether there is anything at all. */
  readonly kind?: ObservationKind
  readonly range: TimeRange
  readonly open?: boolean
  readonly match?: Readonly<Record<string, readonly string[]>>
  /** Only these, whatever else is asked. */
  readonly ids?: readonly string[]
  /** Rows at most, latest first; the whole number is known all the same. */
  readonly limit: number
}

/** What one source said. */
export interface Reply {
  readonly source: Source
  readonly frame: Frame
  readonly rows: readonly Happening[]
  readonly total: number
}

export interface Told extends Pick<Found, 'state' | 'total' | 'silent'> {
  readonly replies: readonly Reply[]
}

export interface Asking {
  readonly demo: boolean
  ask(question: Question): Promise<Found>
  /** A measure of the first of the same sources that can tell it; undefined where none can. */
  measure(spec: JsonRecord, range: TimeRange): Promise<Frame | undefined>
  /** The same, each source's answer as it came. */
  tell(question: Question): Promise<Told>
}

/** A source that keeps observations takes their own words; one that only knows what is burning now, the measure. */
function specFor(source: Source, { kind, open = false, match = {}, ids, limit }: Question): JsonRecord | undefined {
  const known = new Set(source.measures)
  if (known.has(`events.${kind ?? 'alert'}`))
    return {
      kind: 'observations',
      ...(kind && { kinds: [kind] }),
      open,
      match: Object.fromEntries(Object.entries(match).map(([k, v]) => [k, [...v]])),
      ...(ids && { ids: [...ids] }),
      limit,
    }
  return (kind ?? 'alert') === 'alert' && open && !ids && known.has('alerts.active') ? { measure: 'alerts.active', by: [], match: {} } : undefined
}

const speaks = (source: Source): boolean => source.measures.some((measure) => measure.startsWith('events.') || measure === 'alerts.active')

/** What a source that only knows the measure was not asked to leave out. */
const fits = (it: Happening, { match = {} }: Question): boolean =>
  Object.entries(match).every(([name, values]) => name !== 'severity' || values.includes(it.severity))

/** Whether anything real has something to say, as it was found out a moment ago. */
export type Probed = (key: string, make: () => Promise<boolean>) => Promise<boolean>

const rememberMs = 3000
const mostRemembered = 2000

/** Keeps what probing found for a moment. That nothing real spoke is forgotten as soon as anything is written: it may have been the first report. */
export function createProbed({ clock, store }: Pick<Ports, 'clock' | 'store'>): Probed {
  const kept = () => createBriefly<boolean>(() => clock.now(), rememberMs, mostRemembered)
  const spoke = new Map<string, number>()
  let silent = kept()
  store.outbox.onHint(() => {
    silent = kept()
  })
  return async (key, make) => {
    if ((spoke.get(key) ?? 0) > clock.now()) return true
    const found = await silent(key, make)
    if (!found) return false
    if (spoke.size >= mostRemembered) spoke.clear()
    spoke.set(key, clock.now() + rememberMs)
    return true
  }
}

export interface AskingSetup {
  readonly sources: Pick<Sources, 'list' | 'query' | 'standing'>
  readonly by: Asker
  readonly zone: string
  readonly signal: AbortSignal
  /** Where what probing found is kept for a moment; absent: it is found out anew. */
  readonly probed?: Probed
}

/**
 * Asks every source of observations the asker may ask, all at once, each on its own: one that does not answer costs its own
 * part. The demo estate is asked only where nothing real has ever reported, so that the two are never mixed in a sentence.
 */
export async function createAsking({ sources, by, zone, signal, probed }: AskingSetup, probe: TimeRange): Promise<Asking> {
  const all = (await sources.list(by)).filter(speaks)
  const putUntil = async (source: Source, question: Question, until: AbortSignal): Promise<Reply | undefined> => {
    const spec = specFor(source, question)
    if (!spec) return undefined
    const request = { query: { source: source.id, spec }, range: question.range, width: 100, variables: {}, zone }
    const { frame } = await sources.query(by, request, until)
    const rows = happeningsIn(frame, question.kind ?? 'alert').filter((it) => fits(it, question))
    const beyond = spec['measure'] === undefined ? (frame.meta?.truncated?.total ?? 0) : 0
    return { source, frame, rows, total: Math.max(rows.length, beyond) }
  }
  const put: Put = (source, question) => putUntil(source, question, signal)
  const real = all.filter((source) => source.kind !== 'demo')
  /** Shared by everybody who waits for it, so nobody's going away ends it; every source has its own deadline. */
  const probeForAll = (): Promise<boolean> => {
    const { signal: never } = new AbortController()
    return anySaid(real, (source, question) => putUntil(source, question, never), probe)
  }
  const demos = all.filter((source) => source.kind === 'demo')
  // The built-in store of events is there from the first start; it knows nothing as long as nobody reports.
  const isConnectedAnyway = real.some((source) => source.origin !== 'builtin')
  const needsProbing = demos.length > 0 || !isConnectedAnyway
  const isReported = needsProbing && (await (probed ? probed(await heldTo(sources, by, real, probe), probeForAll) : anySaid(real, put, probe)))
  const demo = demos.length > 0 && !isReported
  const isConnected = demo || isReported || isConnectedAnyway
  const asked = demo ? demos : isConnected ? real : []
  const state = all.length === 0 ? 'refused' : 'unconnected'

  const tell = async (question: Question): Promise<Told> => {
    const able = asked.filter((source) => specFor(source, question) !== undefined)
    if (able.length === 0) return { state, replies: [], total: 0, silent: [] }
    const settled = await Promise.allSettled(able.map((source) => put(source, question)))
    signal.throwIfAborted()
    return merged(able, settled)
  }
  return {
    demo,
    tell,
    async measure(spec, range) {
      const { measure } = spec
      for (const { id } of asked.filter((source) => typeof measure === 'string' && source.measures.includes(measure))) {
        const request = { query: { source: id, spec }, range, width: 100, variables: {}, zone }
        const reply = await sources.query(by, request, signal).catch((error: unknown) => {
          // One that cannot tell it, or not to this reader, leaves it to the next.
          if (error instanceof ServerFault) return undefined
          throw error
        })
        if (reply && reply.frame.fields.length > 0) return reply.frame
      }
      return undefined
    },
    async ask(question) {
      const { replies, ...told } = await tell(question)
      return { ...told, rows: [...new Map(replies.flatMap((reply) => reply.rows.map((row) => [row.id, row]))).values()] }
    },
  }
}

/** Another text for everybody who asks, and for each as soon as a grant of theirs, or a source, is another. */
async function heldTo(sources: Pick<Sources, 'standing'>, by: Asker, real: readonly Source[], { from, to }: TimeRange): Promise<string> {
  const ids = real.map((source) => source.id)
  const { kind, id, roles } = by.actor
  return JSON.stringify([kind, id, roles, ids, await sources.standing(by, ids), to - from])
}

type Put = (source: Source, question: Question) => Promise<Reply | undefined>

/** Whether anything real has something to say of the window. One that fails may have much to say: the demo must not speak in its place. */
async function anySaid(real: readonly Source[], put: Put, range: TimeRange): Promise<boolean> {
  const said = async (question: Question): Promise<boolean> =>
    anyTrue(real.map((source) => put(source, question).then((reply) => (reply?.total ?? 0) > 0, isRealFailure)))
  // What burns now may have begun long before the window, and is the less work to find.
  return (await said({ range, open: true, limit: 1 })) || said({ range, limit: 1 })
}

/** As soon as one is true nobody waits for the others; none of them may reject. */
const anyTrue = (all: readonly Promise<boolean>[]): Promise<boolean> =>
  new Promise((resolve) => {
    for (const one of all) void one.then((it) => it && resolve(true))
    void Promise.all(all).then(() => resolve(false))
  })

const codeOf = (error: unknown): string => (error instanceof ServerFault ? error.fault.code : 'internal')
const isRealFailure = (error: unknown): boolean => codeOf(error) !== 'forbidden' && codeOf(error) !== 'source_unsupported'

function merged(able: readonly Source[], settled: readonly PromiseSettledResult<Reply | undefined>[]): Told {
  const replies = settled.flatMap((it) => (it.status === 'fulfilled' && it.value ? [it.value] : []))
  const failures = settled.flatMap((it, i) => (it.status === 'rejected' ? [{ name: able[i]?.name ?? '', code: codeOf(it.reason) }] : []))
  const ids = replies.flatMap((reply) => reply.rows.map((row) => row.id))
  const doubled = ids.length - new Set(ids).size
  const total = replies.reduce((sum, reply) => sum + reply.total, 0) - doubled
  const silent = failures.filter(({ code }) => code !== 'forbidden').map(({ name }) => name)
  if (replies.length > 0) return { state: silent.length > 0 ? 'partial' : 'known', replies, total, silent }
  return { state: silent.length > 0 ? 'failed' : 'refused', replies, total, silent }
}
