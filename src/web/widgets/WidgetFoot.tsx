import type { FrameMeta } from '#contract/frame.ts'
import type { Freshness } from '#contract/query.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import type { Text } from '../i18n/text.ts'
import { useNow } from '../url/clock.ts'
import { useRefresh } from '../url/use-time.ts'
import { Dot, Fact, Note } from './WidgetFrame.tsx'
import styles from './WidgetFoot.module.css'

const justNowMs = 1500

/** "12 s ago", moving with the clock. */
function Age({ at, zone, words }: { readonly at: number; readonly zone: string; readonly words: (age: string) => string }) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  return <Fact>{words(now - at < justNowMs ? text('widget.freshNow') : text('widget.fresh', { age: format.age(at, now, zone) }))}</Fact>
}

interface FootNote {
  readonly words: string
  readonly full: string
}

/** Others that belong to the answer and could not be heard: one by its name, several by their number. */
function silentNote(silent: NonNullable<FrameMeta['silent']>, text: Text): FootNote {
  const lines = silent.map(({ source, fault }) => text('widget.silent', { source, words: text(`fault.${fault.code}`, { detail: 'none' }) }))
  const full = silent.map(({ fault: { detail } }, i) => (detail === undefined ? lines[i] : `${lines[i]} ${detail}`))
  const [one] = lines
  return { words: lines.length === 1 && one !== undefined ? one : text('widget.silentMany', { count: lines.length }), full: full.join('\n') }
}

/**
 * What a reader must know about the answer: that it is a part, that it was cut, who is missing from it, or what the source itself warns of.
 * There is room for the first of these; all of them are in the whole.
 */
export function noteOf(meta: FrameMeta | undefined, text: Text): FootNote | undefined {
  const { part, truncated, silent = [], notices = [] } = meta ?? {}
  const cut = truncated && text(`widget.truncated.${truncated.what}`, { kept: truncated.kept, total: truncated.total ?? 0 })
  const [only] = notices
  const all: readonly FootNote[] = [
    ...(part ? [{ words: text('widget.part'), full: text('widget.partMeaning') }] : []),
    ...(cut === undefined ? [] : [{ words: cut, full: cut }]),
    ...(silent.length > 0 ? [silentNote(silent, text)] : []),
    ...(only === undefined ? [] : [{ words: notices.length === 1 ? only : text('widget.notices', { count: notices.length }), full: notices.join('\n') }]),
  ]
  const [first] = all
  return first && { words: first.words, full: all.map(({ full }) => full).join('\n') }
}

/** How the numbers came about, where one thing is said of all of them. */
function saidOf(meta: FrameMeta | undefined): FootNote | undefined {
  const fact = meta?.said?.find((f) => f.of === undefined)
  return fact && { words: fact.line, full: fact.full }
}

export interface FreshFootProps {
  readonly freshness: Freshness
  readonly source: string
  readonly meta: FrameMeta | undefined
  readonly zone: string
}

/** Foot of a live widget: freshness, source, and the one thing to know. */
export function FreshFoot({ freshness, source, meta, zone }: FreshFootProps) {
  const text = useText()
  const note = noteOf(meta, text) ?? saidOf(meta) ?? (meta?.demo ? { words: text('widget.demoData'), full: text('widget.demoData') } : undefined)
  return (
    <>
      <Dot state="fresh" />
      <Age at={freshness.at} zone={zone} words={(age) => text('widget.answered', { age, source })} />
      {note && <Note full={note.full}>{note.words}</Note>}
    </>
  )
}

export interface StaleFootProps {
  /** When the answer shown was read. */
  readonly at: number
  /** When the server asks the source again, if it said so. */
  readonly nextTryAt: number | undefined
  readonly zone: string
  readonly onTry: () => void
}

/** Foot of a widget whose source does not answer: when it last did, and when it is asked again. */
export function StaleFoot({ at, nextTryAt, zone, onTry }: StaleFootProps) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  const { everyMs, paused, now: refreshedAt } = useRefresh()
  // The page asks again with its next refresh, the server not before its own time for the source.
  const refreshAt = everyMs > 0 && !paused ? refreshedAt + everyMs : undefined
  const nextAt = Math.max(refreshAt ?? 0, nextTryAt ?? 0)
  const next = nextAt > now ? format.duration(nextAt - now) : 'none'
  return (
    <>
      <Dot state="stale" />
      <Fact>{text('widget.lastAnswer', { time: format.time(at, zone, now - at), next })}</Fact>
      <button type="button" className={styles['try']} onClick={onTry}>
        {text('widget.tryNow')}
      </button>
    </>
  )
}

export function WaitingFoot({ source }: { readonly source: string | undefined }) {
  const text = useText()
  return (
    <>
      <Dot state="waiting" />
      <Fact>{source === undefined ? text('widget.loadingAny') : text('widget.loading', { source })}</Fact>
    </>
  )
}

/** "4 min old", in the head of a stale widget. */
export function OldAge({ at, zone }: { readonly at: number; readonly zone: string }) {
  const text = useText()
  const format = useFormat()
  return <>{text('widget.old', { age: format.age(at, useNow(10_000), zone) })}</>
}
