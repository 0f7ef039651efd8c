import { useEffect, useRef } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { Stay } from '#contract/stay.ts'
import { keepStay } from '../../api/stay-query.ts'
import type { UrlState } from '../../url/search.ts'
import { useUrl } from '../../url/use-url.ts'
import { useCanvasUi } from '../canvas-ui.ts'
import { topWidget, widgetUnder } from './sight.ts'

/** What of a stay is chosen; where the focus was is only remembered along with it. */
export type Chosen = Pick<Stay, 'range' | 'variables' | 'full'>

/** What the reader has chosen here now, as the address and the canvas have it. */
export function useChosen(record: DashboardRecord): Chosen {
  const url = useUrl()
  const full = useCanvasUi((ui) => ui.full)
  return { ...chosenIn(record, url), ...(full !== undefined && { full }) }
}

/** What an address chooses of a dashboard. */
export function chosenIn({ doc }: DashboardRecord, { range, variables }: Pick<UrlState, 'range' | 'variables'>): Chosen {
  const names = new Set(doc.variables.map(({ name }) => name))
  const own = Object.entries(variables).filter(([name]) => names.has(name))
  return { ...(range && { range }), variables: Object.fromEntries(own.map(([name, values]) => [name, [...values]])) }
}

const sameAs = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Remembers where the reader is when they leave: another page, another tab, another device. Who changed nothing leaves what was kept as it is. */
export function useKeptOnLeaving(dashboard: string, found: Chosen, chosen: Chosen): void {
  const now = useRef(chosen)
  const last = useRef<string>(undefined)
  const top = useRef<string>(undefined)
  useEffect(() => {
    now.current = chosen
  })
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const at = (event: Event): void => {
      last.current = widgetUnder(event.target) ?? last.current
    }
    // When the page is torn down its widgets may be gone before us.
    const seen = (): void => {
      top.current = topWidget()
    }
    const stay = (): Stay => ({ ...now.current, ...(top.current !== undefined && { top: top.current }) })
    let before: Stay = found
    const keep = (): void => {
      const left = stay()
      if (sameAs(left, before)) return
      before = left
      // Nothing waits for it, and nothing is lost but a convenience.
      keepStay(dashboard, { ...left, ...(last.current !== undefined && { widget: last.current }) }).catch(() => undefined)
    }
    document.addEventListener('focusin', at, { signal })
    document.addEventListener('pointerdown', at, { signal, passive: true })
    addEventListener('scroll', seen, { signal, passive: true, capture: true })
    document.addEventListener('visibilitychange', () => document.hidden && keep(), { signal })
    addEventListener('pagehide', keep, { signal })
    return () => {
      stop.abort()
      keep()
    }
  }, [dashboard, found])
}
