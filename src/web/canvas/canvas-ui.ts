import { createContext, useContext } from 'react'
import { createStore, useStore } from 'zustand'
import type { StoreApi } from 'zustand'
import type { Breakpoint, Dashboard } from '#contract/dashboard.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import type { Hands } from './grid/hands.ts'

export type PanelTab = 'data' | 'view' | 'limits' | 'links' | 'who'

export type CanvasDialog =
  | { readonly is: 'picker'; readonly section?: string | undefined }
  | { readonly is: 'review' }
  | { readonly is: 'move'; readonly widget: string }
  /** Who sees a section. */
  | { readonly is: 'who'; readonly section: string }
  | { readonly is: 'discard' }

/** What is open and chosen on a canvas; passing, never kept. */
export interface CanvasUi {
  readonly selected: string | undefined
  readonly panel: PanelTab | undefined
  /** Layout being edited on a screen wide enough for more than its own. */
  readonly device: Breakpoint | undefined
  readonly dialog: CanvasDialog | undefined
  readonly full: string | undefined
  /** Changes are only this person's own. */
  readonly mine: boolean
  /** The published one is shown in place of their own. */
  readonly original: boolean
}

export const createCanvasUi = (): StoreApi<CanvasUi> =>
  createStore<CanvasUi>(() => ({ selected: undefined, panel: undefined, device: undefined, dialog: undefined, full: undefined, mine: false, original: false }))

/** What every part of a canvas may ask for; the values never change, what is in the stores does. */
export interface CanvasTools {
  readonly ui: StoreApi<CanvasUi>
  readonly hands: Hands
  /** The document as it stands now. */
  doc(): Dashboard
  /** Carries an edit out, announces it and says what was no longer there. Nothing happens outside an edit session. */
  edit(edit: Edit, token?: string): void
  undo(): void
  redo(): void
  /** Layout that is drawn and edited. */
  breakpoint(): Breakpoint
}

export const CanvasContext = createContext<CanvasTools | undefined>(undefined)

export function useCanvas(): CanvasTools {
  const tools = useContext(CanvasContext)
  if (!tools) throw new Error('this part needs a Canvas above it')
  return tools
}

export const useCanvasUi = <T>(select: (ui: CanvasUi) => T): T => useStore(useCanvas().ui, select)
