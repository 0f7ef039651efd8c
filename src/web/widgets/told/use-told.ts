import { useEffect, useMemo, useState } from 'react'
import type { Frame } from '#contract/frame.ts'
import { useFormat } from '../../i18n/format.ts'
import { withWords } from '../../i18n/spoken.ts'
import { useText } from '../../i18n/text.ts'
import type { tell } from './tell.ts'

/** Fetched with its words by the first frame that has something to say, and kept. */
let known: typeof tell | undefined
const fetchTeller = (): Promise<void> =>
  withWords(['numbers'], () => import('./tell.ts')).then((part) => {
    known = part.tell
  })

const speaks = (frame: Frame): boolean => frame.meta?.facts !== undefined || frame.fields.some((f) => f.phrase)

/** The frame in the reader's words; undefined until they are here. A frame without anything to say is itself. */
export function useTold(frame: Frame | undefined): Frame | undefined {
  const text = useText()
  const format = useFormat()
  const needed = frame !== undefined && speaks(frame)
  const [teller, setTeller] = useState(() => known)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!needed || teller) return
    // Without its words the numbers are still numbers.
    fetchTeller().then(
      () => setTeller(() => known),
      () => setFailed(true),
    )
  }, [needed, teller])
  return useMemo(() => (!frame || !needed || failed ? frame : teller?.(frame, text, format)), [frame, needed, failed, teller, text, format])
}
