import { observationKinds } from '#contract/observation.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { FacetChoice } from '#contract/observations.ts'
import type { ObservationList, ObservationRow, Related } from '#contract/observations.ts'
import type { TimeRange } from '#contract/time.ts'
import { narrow } from '#core/observation/facets.ts'
import { sorted } from '#core/observation/sort.ts'
import type { Sorting } from '#core/observation/sort.ts'
import { day, hour } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import { createAsking } from '../landing/asking.ts'
import type { Asking, Probed, Question, Told } from '../landing/asking.ts'
import type { Context } from '../routes/context.ts'
import { rowsIn } from './rows.ts'

/** Rows of one kind read to choose from. */
const most = 5000
/** Rows read of each kind around an observation. */
const mostAround = 2000
/** Of what happened to the same service, the nearest. */
const mostOfService = 40

export interface ListAsked {
  readonly kind: ObservationKind
  readonly range: TimeRange
  readonly open: boolean
  readonly q: string
  readonly choice: string
  readonly limit: number
  readonly sorting: Sorting
}

function choiceIn(text: string): FacetChoice {
  try {
    const parsed = FacetChoice.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
  } catch {
    // Told below, with everything else that is no choice.
  }
  throw new ServerFault('invalid', { detail: 'choice is JSON such as {"severity":["critical"]}', field: 'choice' })
}

/** Rows of one kind as its sources tell them, each once, latest start first. */
function rowsOf(told: Told, kind: ObservationKind): readonly ObservationRow[] {
  const rows = told.replies.flatMap(({ source, frame }) => rowsIn(frame, kind, source.name))
  return [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((a, b) => b.start - a.start || (a.id < b.id ? -1 : 1))
}

const kindOf = (id: string): ObservationKind | undefined => observationKinds.find((kind) => id.startsWith(`${kind}:`))

/** Reads observations as somebody, through the sources they may ask. */
export function createObservations({ ports, access }: Pick<Context, 'ports' | 'access'>, probed: Probed) {
  const { clock } = ports
  const asking = (by: Asker, signal: AbortSignal): Promise<Asking> =>
    createAsking({ sources: access.sources, by, zone: 'UTC', signal, probed }, { from: clock.now() - day, to: clock.now() + 1 })

  return {
    async list(by: Asker, { kind, range, open, q, choice, limit, sorting }: ListAsked, signal: AbortSignal): Promise<Given<ObservationList>> {
      if (range.to <= range.from) throw new ServerFault('invalid', { detail: 'to must be after from', field: 'to' })
      const chosen = choiceIn(choice)
      const asked = await asking(by, signal)
      const told = await asked.tell({ kind, range, open, limit: most })
      const rows = rowsOf(told, kind)
      const { found, facets } = narrow(rows, q, chosen)
      const { state, silent, total } = told
      return {
        state,
        demo: asked.demo,
        silent: [...silent],
        rows: sorted(found, sorting).slice(0, limit),
        found: found.length,
        read: rows.length,
        total: Math.max(total, rows.length),
        facets: facets.map(({ name, values }) => ({ name, values: [...values] })),
      }
    },

    /** One observation and what belongs to it; `not_found` for whoever may not see it, too. */
    async read(by: Asker, id: string, at: number | undefined, signal: AbortSignal) {
      const kind = kindOf(id)
      if (!kind) throw new ServerFault('not_found', { detail: `observation ${id}` })
      const asked = await asking(by, signal)
      const now = clock.now()
      const range = at === undefined ? { from: now - 30 * day, to: now + 30 * day } : { from: at, to: at + 1 }
      const told = await asked.tell({ kind, range, ids: [id], limit: 1 })
      const [row] = rowsOf(told, kind)
      if (!row) throw new ServerFault(told.state === 'failed' ? 'unavailable' : 'not_found', { detail: `observation ${id}` })
      const around = await readAround(asked, row, now)
      return { row, related: [...around.related], silent: [...new Set([...told.silent, ...around.silent])], demo: asked.demo }
    },
  }
}

/** What it came from, what came from it, and what else happened to its service from two hours before to one hour after. */
async function readAround(
  asked: Asking,
  row: ObservationRow,
  now: number,
): Promise<{ readonly related: readonly Related[]; readonly silent: readonly string[] }> {
  const range = { from: row.start - 2 * hour, to: (row.end ?? now) + hour }
  const tell = (question: Omit<Question, 'limit'>, limit: number) => asked.tell({ ...question, limit })
  const causes = observationKinds.flatMap((kind) => {
    const ids = row.depends.filter((id) => kindOf(id) === kind)
    return ids.length === 0
      ? []
      : [tell({ kind, range: { from: row.start - 30 * day, to: range.to }, ids }, ids.length).then((told) => ({ kind, told, causes: true }))]
  })
  const near = (['alert', 'incident', 'change', 'run'] as const).map((kind) =>
    tell({ kind, range }, mostAround).then((told) => ({ kind, told, causes: false })),
  )
  const answers = await Promise.all([...causes, ...near])
  const related = answers.flatMap(({ kind, told, causes }) =>
    rowsOf(told, kind).flatMap((other): readonly Related[] => {
      if (other.id === row.id) return []
      if (causes) return [{ row: other, why: 'from' }]
      if (other.depends.includes(row.id)) return [{ row: other, why: 'to' }]
      return row.service !== null && other.service === row.service ? [{ row: other, why: 'service' }] : []
    }),
  )
  const first = new Map<string, Related>()
  for (const it of related) if (!first.has(it.row.id)) first.set(it.row.id, it)
  const each = [...first.values()]
  const distance = ({ row: { start } }: Related): number => Math.abs(start - row.start)
  const ofService = each.filter((it) => it.why === 'service').toSorted((a, b) => distance(a) - distance(b))
  return {
    related: [...each.filter((it) => it.why !== 'service'), ...ofService.slice(0, mostOfService)],
    silent: answers.flatMap(({ told }) => told.silent),
  }
}
