import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

type SlotName = 'start' | 'end'

interface Slots {
  readonly places: Readonly<Record<SlotName, HTMLElement | null>>
  /** Ref callbacks of the two places; the same functions for as long as the bar is there. */
  readonly holders: Readonly<Record<SlotName, (element: HTMLElement | null) => void>>
  /** How many on the page want the time control out of the way. */
  readonly quiet: number
  readonly hush: (by: 1 | -1) => void
}

const SlotContext = createContext<Slots | undefined>(undefined)

/** Lets what is drawn further down the page put its own tools into the bar. */
export function BarSlots({ children }: { readonly children: ReactNode }) {
  const [places, setPlaces] = useState<Slots['places']>({ start: null, end: null })
  const [quiet, setQuiet] = useState(0)
  const [holders] = useState<Slots['holders']>(() => {
    const place = (name: SlotName) => (element: HTMLElement | null) => setPlaces((all) => ({ ...all, [name]: element }))
    return { start: place('start'), end: place('end') }
  })
  const hush = useCallback<Slots['hush']>((by) => setQuiet((n) => n + by), [])
  const value = useMemo<Slots>(() => ({ places, quiet, holders, hush }), [places, quiet, holders, hush])
  return <SlotContext value={value}>{children}</SlotContext>
}

export function useBarSlots(): Slots {
  const slots = useContext(SlotContext)
  if (!slots) throw new Error('the bar needs a BarSlots above it')
  return slots
}

/** Chips and states right after the title: "Draft, 3 changes". */
export function BarStart({ children }: { readonly children: ReactNode }) {
  const { places } = useBarSlots()
  return places.start ? createPortal(children, places.start) : null
}

/** Buttons at the end of the bar. `hideTime` takes the time control away meanwhile: while editing, the room is needed. */
export function BarEnd({ hideTime = false, children }: { readonly hideTime?: boolean; readonly children: ReactNode }) {
  const { places, hush } = useBarSlots()
  useEffect(() => {
    if (!hideTime) return undefined
    hush(1)
    return () => hush(-1)
  }, [hideTime, hush])
  return places.end ? createPortal(children, places.end) : null
}
