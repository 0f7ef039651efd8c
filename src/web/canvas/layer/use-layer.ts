import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { createStore, useStore } from 'zustand'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { LayerMark, Layered } from '#core/dashboard/layer-apply.ts'
import { whenCalm } from '../../ui/calm.ts'
import { isArranged, noteArranged } from './arranged.ts'
import type { LayerSession } from './session.ts'

/** The widgets come first; after this long what is the person's own is looked for all the same. */
const calmMs = 1_000

interface Opening {
  readonly begun: Promise<LayerSession>
  hurry(): void
}

const nobody = createStore(() => ({ layered: undefined }))
export const noMarks: ReadonlyMap<string, ReadonlySet<LayerMark>> = new Map()

export interface UseLayer {
  readonly session: LayerSession | undefined
  /** Known to be arranged, and not here yet: drawing what is published would only jump. */
  readonly waiting: boolean
  /** The dashboard as this person has it. */
  readonly doc: DashboardRecord['doc']
  readonly marks: Layered['marks']
  /** Does something with the session, as soon as there is one. */
  run(act: (session: LayerSession) => void): void
}

/** What this person made of a dashboard for themselves; nothing where it is `off`. Its code comes when the page is calm, or at once where there is something. */
export function useLayer(record: DashboardRecord, off = false): UseLayer {
  const client = useQueryClient()
  const { id } = record
  const [open, setOpen] = useState<{ readonly id: string; readonly session?: LayerSession }>({ id: '' })
  const opening = useRef<Opening | undefined>(undefined)
  const latest = useRef(record)
  latest.current = record

  useEffect(() => {
    if (off) return undefined
    let here = true
    const calm = whenCalm(calmMs)
    if (isArranged(id)) calm.hurry()
    const begun = calm.come.then(() => import('./open.ts')).then(({ openLayer }) => openLayer(latest.current, client))
    opening.current = { begun, hurry: calm.hurry }
    begun.then(
      (session) => (here ? setOpen({ id, session }) : session.close()),
      // Without it the dashboard is shown as published.
      () => here && setOpen({ id }),
    )
    return () => {
      here = false
      opening.current = undefined
      void begun.then((session) => session.close()).catch(() => undefined)
      setOpen({ id: '' })
    }
  }, [id, client, off])

  const session = open.id === id ? open.session : undefined
  useEffect(() => session?.publish(record), [session, record])
  const layered = useStore<typeof nobody | LayerSession['store'], Layered | undefined>(session?.store ?? nobody, (s) => s.layered)
  const arranged = layered !== undefined && layered.doc !== record.doc
  useEffect(() => {
    if (layered) noteArranged(id, arranged)
  }, [layered, id, arranged])
  const run = useCallback((act: (session: LayerSession) => void) => {
    opening.current?.hurry()
    opening.current?.begun.then(act).catch(() => undefined)
  }, [])
  return { session, waiting: !off && open.id !== id && isArranged(id), doc: layered?.doc ?? record.doc, marks: layered?.marks ?? noMarks, run }
}
