import { createContext, useContext } from 'react'
import type { Section } from '#contract/dashboard.ts'

/** Sections the reader opened or closed on this page, over what the document says. */
export interface Folding {
  readonly own: Readonly<Record<string, boolean>>
  fold(section: string, folded: boolean): void
}

export const FoldingContext = createContext<Folding>({ own: {}, fold: () => {} })

/** Whether a section is closed: the reader's choice while reading, the document's while editing (`own` is then empty). */
export function useFolded({ id, collapsed }: Pick<Section, 'id' | 'collapsed'>): readonly [boolean, (folded: boolean) => void] {
  const { own, fold } = useContext(FoldingContext)
  return [own[id] ?? collapsed === true, (folded) => fold(id, folded)]
}
