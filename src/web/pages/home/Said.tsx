import type { Sentence } from '#contract/landing.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useNow } from '#web/url/clock.ts'
import { guarded, piecesOf } from './said.ts'
import type { SentenceKey } from './sentence-key.ts'
import { WayLink } from './WayLink.tsx'
import styles from './Said.module.css'

/** A sentence made of data: its facts are links, told from the words around them only when one comes near. */
export function Said({ it }: { readonly it: Sentence }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(15_000)
  const args = Object.fromEntries(
    Object.entries(it.args).map(([name, value]) => {
      if (name === 'at') return [name, format.duration(Math.max(0, Number(value) - now))]
      if (name === 'lasts' || name === 'lasted') return [name, format.duration(roughly(Number(value)))]
      return [name, typeof value === 'string' ? guarded(value) : value]
    }),
  )
  // The server says only keys of the locale; one of a newer server is shown as it is.
  const printed = text(`landing.${it.key}` as SentenceKey, args)
  return piecesOf(printed, it.links).map((piece, i) =>
    piece.href === undefined ? (
      // Sentences are printed anew as a whole; their pieces have no other name than their place.
      <span key={i}>{piece.words}</span>
    ) : (
      <WayLink key={i} to={piece.href} className={styles['fact']}>
        {piece.words}
      </WayLink>
    ),
  )
}

/** Nobody says of an hour how many seconds it had. */
const roughly = (ms: number): number => (ms < 60_000 ? ms : Math.round(ms / 60_000) * 60_000)

/** Several sentences in one breath. */
export const Sentences = ({ all }: { readonly all: readonly Sentence[] }) =>
  all.map((it, i) => (
    <span key={`${it.key}${i}`}>
      {i > 0 && ' '}
      <Said it={it} />
    </span>
  ))
