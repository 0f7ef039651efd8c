import type { Dashboard } from '#contract/dashboard.ts'
import type { Need } from '#contract/need.ts'
import type { MeasureSpec } from '#contract/query.ts'
import type { Source } from '#contract/source.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { isAlwaysTold, openQuestionOf, requirementOf } from '#core/templates/needs.ts'
import { hour } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { Connectors } from '../sources/known-source.ts'
import { createBriefly } from './briefly.ts'

/** What the widgets of a dashboard wait for, by widget; the others have somebody to ask. */
export type Unmet = ReadonlyMap<string, Need>

export interface Readiness {
  unmetIn(by: Asker, doc: Dashboard): Promise<Unmet>
}

/** Kinds that were never reported appear once in the life of an installation. */
const keepKindsMs = 3_000
/** A system begins to tell a measure when somebody changes it. */
const keepToldMs = 60_000
/** Nobody waits longer for a page because a system is slow: the widget then says itself how it goes. */
const patienceMs = 400

/** Kinds of sources whose knowing a measure says nothing of whether they have it: what they know depends on what others report. */
const dependsOnOthers = (source: Source, { measure }: MeasureSpec): boolean => source.kind === 'prometheus' && isAlwaysTold(measure)

/**
 * Tells which widgets of a dashboard nobody the reader may ask can answer. A source that does not answer counts as one that can:
 * what is broken is shown as broken, what was never connected is not shown.
 */
export function createReadiness(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  sources: Pick<Sources, 'list' | 'query' | 'standing'>,
  connectors: Connectors,
): Readiness {
  /** What a source knows of itself only says nothing of the estate. */
  const isOfItself = ({ kind }: Source, spec: MeasureSpec): boolean => connectors[kind]?.ofItself?.(spec) === true
  const kinds = createBriefly<Awaited<ReturnType<typeof store.observations.kinds>>>(() => clock.now(), keepKindsMs, 1)
  const told = createBriefly<boolean>(() => clock.now(), keepToldMs, 500)

  const tells = async (by: Asker, source: Source, { measure }: MeasureSpec): Promise<boolean> => {
    const now = clock.now()
    const ask = { measure, mode: 'instant', by: [], match: {} }
    const request = { query: { source: source.id, spec: ask }, range: { from: now - hour, to: now }, width: 100, variables: {}, zone: 'UTC' }
    try {
      const { frame } = await sources.query(by, request, new AbortController().signal)
      return rowCount(frame) > 0
    } catch (error) {
      return !(error instanceof ServerFault && error.fault.code === 'source_unsupported')
    }
  }
  const canTell = async (by: Asker, source: Source, spec: MeasureSpec): Promise<boolean> => {
    const standing = await sources.standing(by, [source.id])
    const answer = told(`${source.id} ${source.rev} ${spec.measure} ${standing}`, () => tells(by, source, spec))
    const over = new AbortController()
    const tired = clock.sleep(patienceMs, over.signal).then(
      () => true,
      // Called off because the answer is there: whatever this says comes too late.
      () => true,
    )
    return Promise.race([answer, tired]).finally(() => over.abort())
  }

  const isMet = async (by: Asker, all: readonly Source[], spec: MeasureSpec): Promise<boolean> => {
    const knowing = all.filter((source) => source.measures.includes(spec.measure) && !isOfItself(source, spec))
    const { kinds: wanted } = requirementOf(spec)
    for (const source of knowing) {
      if (source.kind === 'events') {
        const reported = await kinds('', () => store.observations.kinds())
        if (wanted.some((kind) => reported.includes(kind))) return true
      } else if (!dependsOnOthers(source, spec) || (await canTell(by, source, spec))) return true
    }
    return false
  }

  return {
    async unmetIn(by, doc) {
      const all = await sources.list(by)
      const found = await Promise.all(
        widgetsOf(doc).map(async (widget): Promise<readonly (readonly [string, Need])[]> => {
          const spec = openQuestionOf(widget)
          return !spec || (await isMet(by, all, spec)) ? [] : [[widget.id, requirementOf(spec).need]]
        }),
      )
      return new Map(found.flat())
    },
  }
}
