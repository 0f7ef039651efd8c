import { createContext, useCallback, useContext, useRef, useState } from 'react'
import type { ReactNode } from 'react'

type Announce = (words: string) => void
const AnnounceContext = createContext<Announce>(() => {})

/** Says words to assistive technology when it next pauses. The same words again are said again. */
export const useAnnounce = (): Announce => useContext(AnnounceContext)

/** The app's one polite live region. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ words: '', turn: 0 })
  const turn = useRef(0)
  const announce = useCallback((words: string) => {
    turn.current += 1
    setSaid({ words, turn: turn.current })
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <output className="hp-hidden" aria-live="polite">
        {/* A new element makes the same words a change again. */}
        <span key={said.turn}>{said.words}</span>
      </output>
    </AnnounceContext>
  )
}
