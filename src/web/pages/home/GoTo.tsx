import type { Slot, Strip as StripData } from '#contract/learning.ts'
import { useLanguage, useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { patternsOf } from '#web/ui/flag/patterns.ts'
import { Kbd } from '#web/ui/Kbd.tsx'
import { placeTitle } from './place-title.ts'
import { SlotMenu } from './SlotMenu.tsx'
import { Quiet, Strip } from './Strip.tsx'
import { useSlots } from './use-slots.ts'
import { cameVia } from '#web/track/note.ts'
import { WayLink } from './WayLink.tsx'
import styles from './GoTo.module.css'

/** Eight places that stay where they are, by number. */
export function GoTo({ className }: { readonly className?: string | undefined }) {
  const text = useText()
  const strip = useSlots()
  const filled = strip?.slots.filter((slot) => slot !== null) ?? []
  const flags = patternsOf(filled.map((slot) => slot.item))
  return (
    <Strip id="goto" title={text('home.goto')} className={className} why={strip && filled.length > 0 ? whyOf(strip, text) : undefined}>
      {filled.length > 0 || !strip ? (
        <ol className={styles['slots']}>
          {Array.from({ length: 8 }, (_, i) => (
            // A slot is its place: what stands in it may change, its number never.
            <Place key={i} n={i + 1} slot={strip?.slots[i] ?? undefined} flags={flags} />
          ))}
        </ol>
      ) : (
        <div className={styles['none']}>
          <Quiet title={text('home.gotoNone')} words={text(strip.paused ? 'home.gotoPaused' : 'home.gotoNoneMeaning')} />
        </div>
      )}
    </Strip>
  )
}

function Place({ n, slot, flags }: { readonly n: number; readonly slot: Slot | undefined; readonly flags: ReadonlyMap<string, number> }) {
  const language = useLanguage()
  if (!slot) return <li className={styles['free']} aria-hidden />
  const title = placeTitle(slot, language)
  return (
    <li className={styles['slot']}>
      <WayLink to={slot.href} onClick={() => cameVia('strip')} className={styles['link']} aria-keyshortcuts={String(n)} data-pinned={slot.pinned || undefined}>
        <span className={styles['cap']} aria-hidden>
          <Kbd>{String(n)}</Kbd>
        </span>
        <Flag id={slot.item} pattern={flags.get(slot.item)} size={16} />
        <span className={styles['name']} dir="auto">
          {title}
        </span>
        {slot.count !== undefined && slot.count > 0 && <span className={styles['count']}>{slot.count}</span>}
      </WayLink>
      <span className={styles['menu']}>
        <SlotMenu slot={slot} at={n - 1} title={title} />
      </span>
    </li>
  )
}

function whyOf({ slots }: StripData, text: Text): string {
  const reasons = slots.flatMap((slot) => (slot ? [slot.reason.key] : []))
  const pins = reasons.filter((key) => key === 'pinned').length
  const ofRole = reasons.filter((key) => key.startsWith('role') || key === 'preset').length
  if (pins > 0) return text('home.gotoPinned', { n: pins })
  return text(ofRole * 2 > reasons.length ? 'home.gotoRole' : 'home.gotoOwn')
}
