import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../i18n/text.ts'
import { Confirm } from '../../ui/popup/Confirm.tsx'
import type { MenuEntry } from '../../ui/popup/menu-entry.ts'
import { useCanvas, useCanvasUi } from '../canvas-ui.ts'
import type { LayerSession } from './session.ts'

/** Show the original, and back to it. */
export function useOriginalEntries(session: LayerSession): { readonly items: readonly MenuEntry[]; readonly dialog: ReactNode } {
  const text = useText()
  const { ui } = useCanvas()
  const original = useCanvasUi((now) => now.original)
  const { it } = useStore(session.store)
  const [asking, setAsking] = useState(false)
  useEffect(() => () => ui.setState({ original: false }), [ui])
  const nothing = it.operations.length === 0 && it.lost.length === 0
  return {
    items: [
      {
        id: 'original',
        icon: 'desktop',
        label: text('layer.original'),
        checked: original,
        onSelect: () => ui.setState({ original: !original }),
        ...(nothing && { off: text('layer.nothing') }),
      },
      { id: 'reset', icon: 'undo', label: text('layer.resetAll'), onSelect: () => setAsking(true), ...(nothing && { off: text('layer.nothing') }) },
    ],
    dialog: (
      <Confirm
        opened={asking}
        title={text('layer.resetTitle')}
        words={text('layer.resetMeaning')}
        action={text('layer.reset')}
        onConfirm={() => {
          session.resetAll()
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      />
    ),
  }
}
