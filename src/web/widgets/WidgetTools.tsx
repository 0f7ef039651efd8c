import { memo, useCallback, useState } from 'react'
import type { RefObject } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { LensContext } from '#core/frame/lens.ts'
import type { FrameAnswer } from '../api/frame-query.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from '../ui/icon/Icon.tsx'
import { Menu } from '../ui/popup/Menu.tsx'
import type { TriggerProps } from '../ui/popup/Menu.tsx'
import type { MenuEntry } from '../ui/popup/menu-entry.ts'
import { Popover } from '../ui/popup/Popover.tsx'
import { useToast } from '../ui/toast/Toaster.tsx'
import { cls } from '../ui/cls.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import type { Look, WidgetActs } from './acts.ts'
import { Explore } from './Explore.tsx'
import { Times } from './Times.tsx'
import { useViewName } from './OtherFaces.tsx'
import { fetchDrawing } from './view-drawing.ts'
import { allViews, viewOf } from './view-of.ts'
import { ViewSwitcher } from './ViewSwitcher.tsx'
import styles from './Tools.module.css'

export interface WidgetToolsProps {
  /** As shown now, with what is being tried. */
  readonly widget: Widget
  /** As it was before anything was tried. */
  readonly saved: Widget
  readonly answer: FrameAnswer | undefined
  readonly context: LensContext
  readonly editing: boolean
  readonly full: boolean
  readonly ownLook: boolean
  readonly acts: WidgetActs
  readonly choosing: boolean
  readonly onChoosing: (open: boolean) => void
  readonly onTry: (look: Look | undefined) => void
  readonly frameRef: RefObject<HTMLElement | null>
}

function Tool({
  label,
  className,
  children,
  ...rest
}: TriggerProps & { readonly label: string; readonly className?: string | undefined; readonly children: React.ReactNode }) {
  return (
    <button type="button" {...rest} aria-label={label} data-tip={label} className={cls(styles['tool'], className)}>
      {children}
    </button>
  )
}

/** Address of one widget of the page in sight. */
export const linkTo = (widget: string): string => `${location.origin}${location.pathname}${location.search}#w-${widget}`

/** Tools in the head of a widget: another look, full screen, everything else. Shown on hover, on focus and on touch. */
export const WidgetTools = memo(function WidgetTools(props: WidgetToolsProps) {
  const { widget, saved, answer, context, editing, full, acts, choosing, onChoosing, onTry, frameRef } = props
  const text = useText()
  const viewName = useViewName()
  const [asking, setAsking] = useState<'data' | 'times'>()
  const [menu, setMenu] = useState(false)
  const { id, title } = widget
  const kind = widget.view.kind
  const opened = useCallback(
    (open: boolean) => {
      onChoosing(open)
      if (open) return
      onTry(undefined)
      // The widget is what was looked at; its tools are hidden again.
      requestAnimationFrame(() => frameRef.current?.focus({ preventScroll: true }))
    },
    [onChoosing, onTry, frameRef],
  )
  const keep = (look: Look, close: () => void): void => {
    acts.onLook(id, look, answer && shapesOf(answer.frame)[0])
    onTry(undefined)
    close()
  }
  const entries = useEntries(props, setAsking)
  return (
    <span className={styles['tools']} data-quiet={(!editing && !full) || undefined} data-open={choosing || menu || undefined}>
      <Popover
        flush
        opened={choosing}
        onOpened={opened}
        label={text('switcher.title')}
        trigger={
          <Tool label={text('widget.lookAsNow', { view: viewName(kind) })} className={editing ? styles['view'] : undefined}>
            <Icon name={viewOf(kind)?.icon ?? 'grid'} size={14} />
            {editing && (
              <>
                <span>{viewName(kind)}</span>
                <Icon name="down" size={12} />
              </>
            )}
          </Tool>
        }
      >
        {(close) => <ViewSwitcher widget={saved} frame={answer?.frame} context={context} onTry={onTry} onKeep={(look) => keep(look, close)} onClose={close} />}
      </Popover>
      {!editing && (
        <Tool label={text(full ? 'widget.leaveFullScreen' : 'widget.fullScreen')} onClick={() => acts.onFull(full ? undefined : id)}>
          <Icon name={full ? 'close' : 'full'} />
        </Tool>
      )}
      <Menu
        onOpened={setMenu}
        items={entries}
        trigger={
          <Tool label={text('widget.actions', { title })}>
            <Icon name="dots" />
          </Tool>
        }
      />
      {asking === 'data' && answer && <Explore title={title} answer={answer} context={context} onClose={() => setAsking(undefined)} />}
      {asking === 'times' && answer && <Times id={id} title={title} answer={answer} onExplore={() => setAsking('data')} onClose={() => setAsking(undefined)} />}
    </span>
  )
})

/** Menu order of look.md 6: look at as, full screen, explore, where its time went, copy link, then what the page adds. */
function useEntries({ widget, full, ownLook, answer, acts, onChoosing }: WidgetToolsProps, ask: (what: 'data' | 'times') => void): readonly MenuEntry[] {
  const text = useText()
  const copy = useCopyLink()
  const { id, title } = widget
  const links = widget.links.map((l, i): MenuEntry => ({ id: `link${i}`, icon: 'external', label: l.title, href: l.url }))
  return [
    { id: 'look', icon: viewOf(widget.view.kind)?.icon ?? 'grid', label: text('widget.lookAs'), keys: 'V', onSelect: () => onChoosing(true) },
    ...(ownLook ? [{ id: 'original', icon: 'undo', label: text('widget.original'), onSelect: () => acts.onOriginal(id) } as const] : []),
    { id: 'full', icon: 'full', label: text(full ? 'widget.leaveFullScreen' : 'widget.fullScreen'), onSelect: () => acts.onFull(full ? undefined : id) },
    { id: 'explore', icon: 'grid', label: text('widget.explore'), onSelect: () => ask('data'), ...(!answer && { off: text('widget.nothingYet') }) },
    { id: 'times', icon: 'clock', label: text('widget.times'), onSelect: () => ask('times'), ...(!answer && { off: text('widget.nothingYet') }) },
    { id: 'copy', icon: 'link', label: text('widget.copyLink'), onSelect: () => void copy(id, title) },
    ...(links.length > 0 ? [{ head: text('widget.links') }, ...links] : []),
    ...(full ? [] : acts.entries(id)),
  ]
}

function useCopyLink(): (widget: string, title: string) => Promise<void> {
  const text = useText()
  const toast = useToast()
  return async (widget, title) => {
    const link = linkTo(widget)
    try {
      await navigator.clipboard.writeText(link)
      toast({ words: text('widget.linkCopied', { title }) })
    } catch {
      // Plain-HTTP addresses have no clipboard; the link is then told, to be copied by hand.
      toast({ words: text('widget.linkNotCopied', { link }), tone: 'bad' })
    }
  }
}

/** Fetches every drawing, and the popup they are chosen in, once the page has nothing better to do: switching is instant. */
export function fetchAllDrawings(): void {
  import('../ui/popup/PopoverDropdown.tsx').catch(() => undefined)
  // A view that does not arrive now is fetched again, and told about, when it is wanted.
  for (const view of allViews) fetchDrawing(view).catch(() => undefined)
}
