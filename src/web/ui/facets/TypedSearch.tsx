import { useEffect, useRef, useState } from 'react'
import { SearchInput } from '../field/Input.tsx'

const typingMs = 250

interface TypedSearchProps {
  readonly label: string
  /** What is searched for, as the address says it. */
  readonly q: string
  readonly onSearch: (q: string) => void
}

/** What is typed is searched for a moment later; what the address says anew stands here. */
export function TypedSearch({ label, q, onSearch }: TypedSearchProps) {
  const [typed, setTyped] = useState(q)
  const told = useRef(q)
  useEffect(() => {
    if (q === told.current) return
    told.current = q
    setTyped(q)
  }, [q])
  useEffect(() => {
    const wanted = typed.trim() === '' ? '' : typed
    if (wanted === told.current) return undefined
    const timer = setTimeout(() => {
      told.current = wanted
      onSearch(wanted)
    }, typingMs)
    return () => clearTimeout(timer)
  }, [typed, onSearch])
  return <SearchInput label={label} value={typed} maxLength={200} aria-keyshortcuts="/" onChange={(event) => setTyped(event.target.value)} />
}
