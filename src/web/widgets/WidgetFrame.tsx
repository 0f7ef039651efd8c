import { useId } from 'react'
import type { KeyboardEventHandler, ReactNode, Ref } from 'react'
import { Icon } from '../ui/icon/Icon.tsx'
import styles from './WidgetFrame.module.css'

export interface WidgetFrameProps {
  readonly title: string
  readonly sub?: string | undefined
  /** State badges, then tools; shown at the end of the head. */
  readonly badges?: ReactNode
  readonly tools?: ReactNode
  /** The head is the handle of a drag. */
  readonly movable?: boolean
  /** Body runs to the edges of the widget. */
  readonly flush?: boolean
  /** The last answer of a source that does not answer now. */
  readonly dim?: boolean
  readonly foot?: ReactNode
  readonly frameRef?: Ref<HTMLElement>
  readonly bodyRef?: Ref<HTMLDivElement>
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement>
  readonly children: ReactNode
}

/** The one frame all faces of a widget are drawn in: whatever happens inside, nothing around it moves. */
export function WidgetFrame({ title, sub, badges, tools, movable, flush, dim, foot, frameRef, bodyRef, onKeyDown, children }: WidgetFrameProps) {
  const titleId = useId()
  return (
    // The article takes focus so that its keys (V, M, Delete) have a place to be pressed; its tools follow in order.
    <article ref={frameRef} className={styles['widget']} aria-labelledby={titleId} tabIndex={0} onKeyDown={onKeyDown} data-hp-widget="">
      <header className={styles['head']} data-drag={movable || undefined}>
        {movable && (
          <span className={styles['grip']}>
            <Icon name="grip" size={14} />
          </span>
        )}
        <h3 className={styles['title']} id={titleId} title={title} dir="auto">
          {title}
        </h3>
        {sub !== undefined && sub !== '' && (
          <span className={styles['sub']} title={sub} dir="auto">
            {sub}
          </span>
        )}
        <span className={styles['end']}>
          {badges}
          {tools}
        </span>
      </header>
      <div className={styles['body']} data-flush={flush || undefined} data-dim={dim || undefined}>
        <div className={styles['measure']} ref={bodyRef} data-hp-body="">
          {children}
        </div>
      </div>
      {foot !== undefined && <footer className={styles['foot']}>{foot}</footer>}
    </article>
  )
}

/** A short state in the head of a widget. */
export function Badge({ icon, kind = 'warning', children }: { readonly icon?: 'clock'; readonly kind?: 'warning' | 'demo'; readonly children: ReactNode }) {
  return (
    <span className={styles['badge']} data-kind={kind}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  )
}

/** Freshness mark at the start of a foot. */
export function Dot({ state }: { readonly state: 'fresh' | 'waiting' | 'stale' }) {
  return <span className={styles['dot']} data-state={state} aria-hidden />
}

/** A fact in a foot; the one that gives way when there is no room. */
export function Fact({ children }: { readonly children: ReactNode }) {
  return <span className={styles['fact']}>{children}</span>
}

/** The one thing to know about the answer, at the end of a foot. */
export function Note({ children, full }: { readonly children: ReactNode; readonly full?: string }) {
  return (
    <span className={styles['note']} title={full}>
      {children}
    </span>
  )
}
