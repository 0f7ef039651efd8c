import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Change, Changes } from '#contract/change.ts'
import { dashboardQuery, dashboardsQuery } from '../dashboard-query.ts'
import type { FrameAnswer } from '../frame-query.ts'
import { meQuery } from '../me-query.ts'
import { sourcesQuery } from '../source-query.ts'

/** Kinds of sources whose answers come from what is reported to this server. */
const eventLike: ReadonlySet<string> = new Set(['events', 'alertmanager'])
/** Reports come in bursts; frames are asked for again at most so often. */
export const framesEveryMs = 2_000

const isAnswer = (data: unknown): data is FrameAnswer => typeof data === 'object' && data !== null && 'source' in data && 'frame' in data

/** What may look different to somebody whose own rights changed. */
const own: readonly QueryKey[] = [['landing'], ['me'], ['mySessions'], ['dashboards'], ['dashboard'], ['dashboardAccess'], ['sources']]

/** Makes the cache ask again for exactly what others changed. */
export function createApply(client: QueryClient, later: (act: () => void, ms: number) => void = (act, ms) => void setTimeout(act, ms)) {
  let framesWait = false

  const again = (...keys: readonly QueryKey[]): void => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey })
  }

  /** What this browser changed itself is known already. */
  const knows = ({ id, rev }: Change): boolean => rev !== undefined && (client.getQueryData(dashboardQuery(id).queryKey)?.rev ?? 0) >= rev
  const lists = ({ id, rev }: Change): boolean =>
    rev !== undefined && (client.getQueryData(dashboardsQuery.queryKey)?.find((d) => d.id === id)?.rev ?? 0) >= rev

  const dashboard = (change: Change): void => {
    if (!knows(change)) again(keyOf('dashboard', change.id), keyOf('revisions', change.id))
    if (!lists(change)) again(['dashboards'], ['landing'])
  }

  const isSource = (id: string): boolean => id === '' || (client.getQueryData(sourcesQuery.queryKey)?.some((s) => s.id === id) ?? true)

  const access = ({ id }: Change): void => {
    again(keyOf('dashboardAccess', id), keyOf('sourceAccess', id), keyOf('dashboard', id), ['dashboards'], ['sources'], ['landing'])
    if (isSource(id)) again(['frame'], ['labelValues'])
  }

  const person = ({ id }: Change): void => {
    again(['people'])
    if (id === '' || id === client.getQueryData(meQuery.queryKey)?.id) again(...own)
  }

  /** Frames on screen that show reports. A newcomer that never got an answer is asking anyway. */
  const frames = (): void => {
    if (framesWait) return
    framesWait = true
    later(() => {
      framesWait = false
      again(['landing'], ['observations'], ['observation'], ['services'], ['service'])
      void client.invalidateQueries({ queryKey: ['frame'], predicate: (q) => isAnswer(q.state.data) && eventLike.has(q.state.data.source.kind) })
    }, framesEveryMs)
  }

  const run = ({ id, rev }: Change): void => {
    again(['runs'])
    // By its key alone: the shapes of runs are not part of the first screen.
    const known = client.getQueryData<{ readonly rev: number }>(['run', id])
    if (rev === undefined || (known?.rev ?? 0) < rev) again(keyOf('run', id))
  }

  const byTopic: Readonly<Record<Change['topic'], (change: Change) => void>> = {
    dashboard,
    access,
    person,
    source: ({ id }) => again(['landing'], ['dashboard'], ['sources'], keyOf('sourceAccess', id), ['frame'], ['labelValues']),
    observation: frames,
    session: () => again(['me'], ['mySessions']),
    role: () => again(['roles'], ['people'], ['organisation'], ...own),
    layer: ({ id, rev }) => {
      const [, dashboard = ''] = id.split('/')
      if (dashboard === 'frame') return again(['landing'])
      const known = client.getQueryData<{ readonly rev: number }>(['layer', dashboard])?.rev ?? 0
      if (rev === undefined || known < rev) again(keyOf('layer', dashboard))
    },
    run,
    demo: () => void client.invalidateQueries(),
  }

  return ({ changes, reset }: Pick<Changes, 'changes' | 'reset'>): void => {
    if (reset) return void client.invalidateQueries()
    for (const change of changes) byTopic[change.topic](change)
  }
}

/** Without an id: everything of its kind. */
const keyOf = (kind: string, id: string): QueryKey => (id === '' ? [kind] : [kind, id])
