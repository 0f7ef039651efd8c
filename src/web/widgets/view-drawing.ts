import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import type { Dashboard } from '#contract/dashboard.ts'
import { withWords } from '../i18n/spoken.ts'
import type { View, ViewProps } from '../views/view.ts'
import type { Acting } from './things/Acting.tsx'
import { viewOf } from './view-of.ts'

export type Drawing = ComponentType<ViewProps<Record<string, unknown>>>

/** A view's drawing, and what lets it offer something to do about the things it shows. */
interface Ready {
  readonly Drawing: Drawing
  readonly Acting: typeof Acting
}

type Loading = { readonly state: 'loading' } | ({ readonly state: 'ready' } & Ready) | { readonly state: 'failed'; readonly error: unknown }

const ready = new Map<string, Ready>()
const coming = new Map<string, Promise<Ready>>()

const fetchActing = () => withWords(['views'], () => import('./things/Acting.tsx'))

/** Fetches a view's drawing once. A failed fetch is forgotten, so that asking again tries again. */
export function fetchDrawing(view: View): Promise<Ready> {
  const known = coming.get(view.kind)
  if (known) return known
  const fetched = Promise.all([withWords(['views'], () => view.load()), fetchActing()]).then(
    ([module, { Acting }]) => {
      const parts = { Drawing: module.default, Acting }
      ready.set(view.kind, parts)
      return parts
    },
    (error: unknown) => {
      coming.delete(view.kind)
      throw error
    },
  )
  coming.set(view.kind, fetched)
  return fetched
}

/** Fetches the drawings of a whole dashboard. One that does not arrive is fetched again, and told about, when it is drawn. */
export function fetchDrawings(doc: Dashboard): void {
  const kinds = new Set(doc.sections.flatMap((s) => s.widgets.map((w) => w.view.kind)))
  for (const kind of kinds) {
    const view = viewOf(kind)
    if (view) fetchDrawing(view).catch(() => undefined)
  }
}

/** Fetches the drawing while the answer is still on its way. One that does not arrive is fetched again, and told about, when it is drawn. */
export function useDrawingAhead(view: View | undefined, wanted: boolean): void {
  useEffect(() => {
    if (view && wanted) fetchDrawing(view).catch(() => undefined)
  }, [view, wanted])
}

/** The drawing of a view. One that is already here is there at once: switching never flashes. */
export function useDrawing(view: View): Loading & { readonly retry: () => void } {
  const [failure, setFailure] = useState<{ readonly kind: string; readonly error: unknown }>()
  const [, setArrived] = useState('')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (ready.has(view.kind)) return
    let here = true
    fetchDrawing(view).then(
      () => here && setArrived(view.kind),
      (error: unknown) => here && setFailure({ kind: view.kind, error }),
    )
    return () => {
      here = false
    }
  }, [view, tries])
  const retry = (): void => {
    setFailure(undefined)
    setTries((n) => n + 1)
  }
  const parts = ready.get(view.kind)
  if (parts) return { state: 'ready', ...parts, retry }
  return failure?.kind === view.kind ? { state: 'failed', error: failure.error, retry } : { state: 'loading', retry }
}
