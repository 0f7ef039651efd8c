import { useId, useMemo, useRef, useState } from 'react'
import type { FocusEvent, UIEvent } from 'react'
import { SafeUrl } from '#contract/dashboard.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'
import { Button } from '#web/ui/Button.tsx'
import { cls } from '#web/ui/cls.ts'
import { followLink } from '../follow-link.ts'
import { usePainted } from '../use-painted.ts'
import type { ViewProps } from '../view.ts'
import { BarCard } from './BarCard.tsx'
import type { Anchor } from './BarCard.tsx'
import { BarTable } from './BarTable.tsx'
import { Canvas } from './Canvas.tsx'
import { factsOf } from './facts.ts'
import type { BarFacts, Reader } from './facts.ts'
import { GanttTools } from './GanttTools.tsx'
import { useInk } from './ink.ts'
import { LaneLabels } from './LaneLabels.tsx'
import { NowOverlay, nowLabelRoom } from './NowOverlay.tsx'
import type { GanttOptions } from './options.ts'
import { barRect, contentHeight, hitAt } from './place.ts'
import type { Hit } from './place.ts'
import { planOf } from './shape.ts'
import type { Bar, Plan } from './shape.ts'
import { soleBar } from './spans.ts'
import { BrushBand, TimeAxis } from './TimeAxis.tsx'
import { useHeld } from './use-held.ts'
import { useKeys } from './use-keys.ts'
import { usePointer } from './use-pointer.ts'
import { axisHeight, useScene } from './use-scene.ts'
import { asRange, timeAt } from './window.ts'
import styles from './Gantt.module.css'

interface Hover {
  readonly hit: Hit
  readonly x: number
}

const ringRoom = 2

export function LiveGantt(props: ViewProps<GanttOptions>) {
  const { frame, options, size, now, zone, title, onRange, onPick, acts } = props
  const language = useLanguage()
  const { text } = language
  const format = useFormat()
  const announce = useAnnounce()
  const reader = useMemo<Reader>(() => ({ language, format, zone }), [language, format, zone])
  const rootRef = useRef<HTMLElement>(null)
  const scrollerRef = useRef<HTMLDivElement>(null)
  const ink = useInk(rootRef)
  const painted = usePainted(ink !== undefined)
  const plan = useMemo(() => planOf(frame, options, now), [frame, options, now])
  const [held, hold] = useHeld(plan)
  const [scrollTop, setScrollTop] = useState(0)
  const [hover, setHover] = useState<Hover>()
  const [card, setCard] = useState<'none' | 'shown' | 'pinned'>('none')
  const { scene, time } = useScene(props, plan, ink, scrollTop, held)
  const { view, placement, left } = scene
  const ids = { summary: useId(), keys: useId() }

  const heldBar = held === undefined ? undefined : plan.bars[held]
  const factsFor = (bar: Bar): BarFacts => factsOf(frame, plan, bar, reader)
  const linkOf = (bar: Bar): string | undefined => {
    const { link } = factsFor(bar)
    return link !== undefined && SafeUrl.safeParse(link).success ? link : undefined
  }
  const pick = (bar: Bar): void => {
    const label = plan.lanes[bar.lane]?.label ?? ''
    // A lane may be named by another column where the row has no lane of its own.
    if (plan.laneField !== undefined && frame.fields.some(({ name, values }) => name === plan.laneField && values[bar.row] === label))
      onPick?.({ field: plan.laneField, value: label })
  }
  const follow = (bar: Bar): void => {
    const link = linkOf(bar)
    if (link) followLink(link)
    else pick(bar)
  }
  /** The menu of a bar, under it; false where nothing can be done about it. */
  const offer = (index: number | undefined, at?: { readonly x: number; readonly y: number }): boolean => {
    const bar = index === undefined ? undefined : plan.bars[index]
    const anchor = index === undefined ? undefined : anchorOf(index)
    const place = at ?? (anchor && { x: anchor.x, y: anchor.bottom })
    if (!bar || !place || !acts?.can(bar)) return false
    setCard('none')
    acts.open(bar, place, scrollerRef.current)
    return true
  }
  const act = (index: number | undefined): void => {
    const bar = index === undefined ? undefined : plan.bars[index]
    if (!bar) return
    // More than where its link leads: the menu says what.
    if ((acts?.of(bar).length ?? 0) < 2 || !offer(index)) follow(bar)
  }
  const take = (index: number, next: 'shown' | 'pinned'): void => {
    hold(index)
    setCard(next)
    setHover(undefined)
    const bar = plan.bars[index]
    if (bar) announce(factsFor(bar).spoken)
  }
  const dismiss = (): boolean => {
    const open = pointer.cancel() || card !== 'none' || held !== undefined
    if (card !== 'none') setCard('none')
    else hold(undefined)
    return open
  }
  const scrollTo = (top: number): void => {
    if (scrollerRef.current) scrollerRef.current.scrollTop = top
  }

  const keys = useKeys({ scene, time, held, hold: (i) => take(i, 'shown'), act: () => act(held), offer: () => offer(held), dismiss, scrollTo })
  const pointer = usePointer({
    rootRef,
    scrollerRef,
    view,
    left,
    time,
    onHover: (x, y) => {
      const hit = hitAt(plan, placement, view, x, y)
      setHover(hit && { hit, x })
    },
    onLeave: () => setHover(undefined),
    onMenu: (x, y, at) => {
      const hit = hitAt(plan, placement, view, x, y)
      const index = hit && hit.span.to - hit.span.from <= 1 ? hit.track.bars[hit.span.from] : undefined
      if (index === undefined || !offer(index, at)) return false
      hold(index)
      setHover(undefined)
      return true
    },
    onPress: (x, y) => {
      const hit = hitAt(plan, placement, view, x, y)
      if (!hit) {
        setCard('none')
        hold(undefined)
      } else if (hit.span.to - hit.span.from > 1) time.zoom(0.25, timeAt(view, x))
      else take(hit.track.bars[hit.span.from] ?? 0, 'pinned')
    },
    onDouble: (x, y) => {
      const hit = hitAt(plan, placement, view, x, y)
      const bar = hit && soleBar(hit.span, hit.track, plan)
      if (!hit) time.fit()
      else if (bar && bar.end > bar.start) time.set({ from: bar.start - (bar.end - bar.start) / 4, to: bar.end + (bar.end - bar.start) / 4 })
    },
    onBrush: (range) => {
      if (onRange) onRange(asRange(range))
      else time.set(range)
    },
  })

  const stop = {
    onScroll: (event: UIEvent<HTMLElement>) => setScrollTop(event.currentTarget.scrollTop),
    onKeyDown: keys.onKeyDown,
    onFocus: (event: FocusEvent<HTMLElement>) => event.currentTarget.matches(':focus-visible') && keys.enter(),
    onBlur: () => card === 'shown' && setCard('none'),
  }

  const clientOf = (x: number, top: number, bottom: number): Anchor | undefined => {
    const scroller = scrollerRef.current
    const box = scroller?.getBoundingClientRect()
    if (!scroller || !box) return undefined
    const shift = box.top - scroller.scrollTop
    if (bottom + shift < box.top || top + shift > box.bottom) return undefined
    return { x: box.left + left + Math.min(Math.max(x, 0), view.width), top: top + shift, bottom: bottom + shift }
  }
  const anchorOf = (index: number, x?: number): Anchor | undefined => {
    const rect = barRect(plan, placement, view, index)
    if (!rect) return undefined
    if (rect.x > view.width || rect.x + rect.width < 0) return undefined
    return clientOf(x ?? Math.max(rect.x, 0) + 12, rect.y, rect.y + rect.height)
  }

  const ring = held === undefined ? undefined : barRect(plan, placement, view, held)
  const hovered = hover && hoverCard(hover, plan)
  const shownBar = hovered === undefined && card !== 'none' ? heldBar : undefined
  const nowShown = now >= view.from && now <= view.to
  const isElsewhere = plan.bars.length > 0 && !plan.bars.some((b) => b.end >= view.from && b.start <= view.to)

  return (
    <figure ref={rootRef} className={styles['root']} aria-label={title} style={{ width: size.width, height: size.height }}>
      <TimeAxis view={view} left={left} ticks={scene.ticks} zone={zone} nowAt={nowShown ? nowLabelRoom(view, now) : undefined} handlers={pointer.axis} />
      <div
        ref={scrollerRef}
        className={cls(styles['scroller'], hover && styles['onBar'], card === 'pinned' && styles['held'])}
        role="application"
        aria-roledescription={text('view.gantt.role')}
        aria-label={title}
        aria-describedby={`${ids.summary} ${ids.keys}`}
        // One stop for the whole timeline; its keys are described and act on the bar in hand.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        {...stop}
        {...pointer.plot}
      >
        <div className={styles['content']} style={{ height: contentHeight(placement) }}>
          <div className={styles['stick']}>
            <Canvas scene={scene} ink={ink} />
          </div>
          <LaneLabels plan={plan} placement={placement} width={left} scrollTop={scrollTop} height={scene.height} />
          {ring && ring.x + ring.width >= 0 && ring.x <= view.width && (
            <div
              className={styles['ring']}
              style={{
                left: left + Math.max(ring.x, -4) - ringRoom,
                top: ring.y - ringRoom,
                width: Math.min(ring.x + ring.width, view.width) - Math.max(ring.x, -4) + 2 * ringRoom,
                height: ring.height + 2 * ringRoom,
              }}
            />
          )}
        </div>
      </div>
      {plan.skipped > 0 && <p className={styles['note']}>{text('view.gantt.skipped', { count: plan.skipped })}</p>}
      {nowShown && (
        <NowOverlay view={view} left={left} now={now} zone={zone} width={size.width} height={axisHeight + Math.min(scene.height, contentHeight(placement))} />
      )}
      {pointer.brush && <BrushBand brush={pointer.brush} view={view} left={left} />}
      {plan.bars.length === 0 && <p className={styles['empty']}>{text('view.gantt.empty')}</p>}
      {isElsewhere && (
        <div className={styles['empty']}>
          <span>{text('view.gantt.elsewhere', { count: plan.bars.length })}</span>
          <Button size="small" onClick={() => plan.extent && time.set(plan.extent)}>
            {text('view.gantt.showAll')}
          </Button>
        </div>
      )}
      <GanttTools time={time} onUse={onRange && (() => onRange(asRange(time.shown)))} />
      <Summary plan={plan} reader={reader} view={view} ids={ids} />
      {painted && <BarTable frame={frame} plan={plan} view={view} reader={reader} title={title} />}
      {hover && hovered !== undefined && (
        <BarCard
          facts={typeof hovered === 'number' ? { many: hovered } : factsFor(hovered)}
          pinned={false}
          anchor={() => anchorOf(hover.hit.track.bars[hover.hit.span.from] ?? 0, hover.x)}
        />
      )}
      {shownBar && held !== undefined && (
        <BarCard
          facts={factsFor(shownBar)}
          pinned={card === 'pinned'}
          anchor={() => anchorOf(held)}
          // What can be done includes where its link leads.
          acts={acts?.of(shownBar)}
          onOpen={acts || linkOf(shownBar) === undefined ? undefined : () => follow(shownBar)}
          onOnly={onPick && (() => pick(shownBar))}
        />
      )}
    </figure>
  )
}

/** The bar under the pointer, or how many are too close to part. */
function hoverCard({ hit }: Hover, plan: Plan): Bar | number | undefined {
  return soleBar(hit.span, hit.track, plan) ?? hit.span.to - hit.span.from
}

interface SummaryProps {
  readonly plan: Plan
  readonly reader: Reader
  readonly view: { readonly from: number; readonly to: number }
  readonly ids: { readonly summary: string; readonly keys: string }
}

/** What the drawing says, in a sentence, and how to move in it. */
function Summary({ plan, reader, view, ids }: SummaryProps) {
  const { text } = reader.language
  const span = view.to - view.from
  const words = text('view.gantt.summary', {
    bars: plan.bars.length,
    lanes: plan.lanes.length,
    from: reader.format.time(view.from, reader.zone, span),
    to: reader.format.time(view.to, reader.zone, span),
    running: plan.bars.filter((b) => b.running).length,
    critical: plan.bars.filter((b) => b.tone === 'critical').length,
  })
  return (
    <div className="hp-hidden">
      <p id={ids.summary}>{words}</p>
      <p id={ids.keys}>{text('view.gantt.keys')}</p>
    </div>
  )
}
