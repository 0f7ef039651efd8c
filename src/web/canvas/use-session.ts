import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createStore, useStore } from 'zustand'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import type { EditTarget } from './use-canvas-tools.ts'
import type { EditSession } from './session/session.ts'

const nobody = createStore(() => ({ draft: undefined }))

export interface UseSession {
  readonly session: EditSession | undefined
  /** The editor could not be loaded. */
  readonly failed: boolean
}

/** The edit session while somebody edits. Its code loads with the first one; it is closed, not thrown away, when they leave. */
export function useSession(record: DashboardRecord, editing: boolean): UseSession {
  const client = useQueryClient()
  const [state, setState] = useState<UseSession>({ session: undefined, failed: false })
  const { id } = record
  useEffect(() => {
    if (!editing) return
    let here = true
    let opened: EditSession | undefined
    import('./session/open.ts')
      .then(({ openSession }) => openSession(record, client))
      .then(
        (session) => {
          opened = session
          if (here) setState({ session, failed: false })
          else session.close()
        },
        () => here && setState({ session: undefined, failed: true }),
      )
    return () => {
      here = false
      opened?.close()
      setState({ session: undefined, failed: false })
    }
    // A newer record while editing is the session's own business (`catchUp` below).
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editing, id, client])
  const { session } = state
  useEffect(() => session?.catchUp(record), [session, record])
  return state
}

/** The draft as what edits go to. */
export const draftTarget = (session: EditSession): EditTarget => ({
  doc: () => session.store.getState().draft.doc,
  edit: (edit, token) => (session.edit(edit, token).length > 0 ? 'gone' : undefined),
  undo: () => session.undo().entry?.edit,
  redo: () => session.redo().entry?.edit,
})

/** The document on screen: the draft while there is a session, else what this person has of the published one. */
export const useShownDoc = (session: EditSession | undefined, otherwise: Dashboard): Dashboard =>
  useStore<typeof nobody | EditSession['store'], Dashboard | undefined>(session?.store ?? nobody, (s) => s.draft?.doc) ?? otherwise
