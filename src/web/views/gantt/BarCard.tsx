import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '#web/i18n/text.ts'
import { cls } from '#web/ui/cls.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { Act } from '../view.ts'
import type { BarFacts } from './facts.ts'
import styles from './BarCard.module.css'

/** A place in the window a card belongs to, in client pixels. */
export interface Anchor {
  readonly x: number
  readonly top: number
  readonly bottom: number
}

export interface BarCardProps {
  /** Asked again whenever something scrolls; undefined when the bar is out of sight. */
  readonly anchor: () => Anchor | undefined
  readonly facts: BarFacts | { readonly many: number }
  /** Set by a press: the card stays and takes presses itself. */
  readonly pinned: boolean
  readonly acts?: readonly Act[] | undefined
  readonly onOpen?: (() => void) | undefined
  readonly onOnly?: (() => void) | undefined
}

const away = 8
const margin = 8

/** Under the bar, or above it where there is no room, and never outside the window. */
function placeCard(anchor: Anchor, card: DOMRect): { readonly left: number; readonly top: number } {
  const below = anchor.bottom + away
  const top = below + card.height + margin <= window.innerHeight ? below : Math.max(margin, anchor.top - away - card.height)
  return { left: Math.max(margin, Math.min(anchor.x - 12, window.innerWidth - card.width - margin)), top }
}

/** Everything known about a bar, on a raised card. Lives at the end of the page so that no widget cuts it off. */
export function BarCard({ anchor, facts, pinned, acts = [], onOpen, onOnly }: BarCardProps) {
  const ref = useRef<HTMLDivElement>(null)
  const [, setScrolled] = useState(0)
  useEffect(() => {
    const again = (): void => setScrolled((n) => n + 1)
    const stop = new AbortController()
    window.addEventListener('scroll', again, { capture: true, passive: true, signal: stop.signal })
    window.addEventListener('resize', again, { signal: stop.signal })
    return () => stop.abort()
  }, [])
  useLayoutEffect(() => {
    const card = ref.current
    const at = anchor()
    if (!card) return
    card.style.visibility = at ? 'visible' : 'hidden'
    if (!at) return
    const { left, top } = placeCard(at, card.getBoundingClientRect())
    card.style.left = `${left}px`
    card.style.top = `${top}px`
  })
  const name = 'many' in facts ? undefined : facts.name
  const role = pinned ? { role: 'dialog', 'aria-label': name } : { role: 'tooltip', 'aria-hidden': true }
  return createPortal(
    <div ref={ref} className={cls(styles['card'], pinned && styles['pinned'])} {...role}>
      {'many' in facts ? <Many count={facts.many} /> : <Facts facts={facts} />}
      {pinned && !('many' in facts) && <Actions facts={facts} acts={acts} onOpen={onOpen} onOnly={onOnly} />}
    </div>,
    document.fullscreenElement ?? document.body,
  )
}

function Many({ count }: { readonly count: number }) {
  const text = useText()
  return (
    <>
      <p className={styles['name']}>{text('view.gantt.many', { count })}</p>
      <p className={styles['quiet']}>{text('view.gantt.zoomHint')}</p>
    </>
  )
}

function Facts({ facts }: { readonly facts: BarFacts }) {
  return (
    <>
      <p className={styles['name']}>
        {facts.mark && <StatusMark mark={facts.mark} silent />}
        <bdi>{facts.name}</bdi>
      </p>
      <p className={styles['line']}>{[facts.name === facts.lane ? undefined : facts.lane, facts.state].filter(Boolean).join(' · ')}</p>
      <p className={cls(styles['line'], 'hp-num')}>
        {facts.lasts && <strong>{facts.lasts}</strong>} {facts.when}
      </p>
      {facts.owner && <p className={facts.owned ? styles['line'] : styles['nobody']}>{facts.owner}</p>}
      {facts.more.length > 0 && (
        <dl className={styles['more']}>
          {facts.more.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Actions({ facts, acts, onOpen, onOnly }: { readonly facts: BarFacts; readonly acts: readonly Act[] } & Pick<BarCardProps, 'onOpen' | 'onOnly'>) {
  const text = useText()
  if (!onOpen && !onOnly && acts.length === 0) return null
  return (
    <div className={styles['actions']}>
      {acts.map(({ id, label, run }) => (
        <button key={id} type="button" onClick={run}>
          {label}
        </button>
      ))}
      {onOpen && (
        <button type="button" onClick={onOpen}>
          {text('view.gantt.open')}
        </button>
      )}
      {onOnly && (
        <button type="button" onClick={onOnly}>
          {text('view.gantt.only', { name: facts.lane })}
        </button>
      )}
    </div>
  )
}
