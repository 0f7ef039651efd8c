import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useShowsDemo } from '#web/api/shows-demo.ts'
import { useText } from '#web/i18n/text.ts'
import { Chip } from '../Chip.tsx'
import { cls } from '../cls.ts'
import { RefreshControl } from '../time/RefreshControl.tsx'
import { TimeControl } from '../time/TimeControl.tsx'
import { phone, useMedia } from '../use-media.ts'
import { useBarSlots } from './BarSlots.tsx'
import styles from './Page.module.css'

export interface BarProps {
  readonly title: string
  /** Flag of the place, before the title. */
  readonly flag?: ReactNode
  /** The page shows data over time. */
  readonly timed?: boolean
  readonly demo?: boolean
  readonly children?: ReactNode
}

/** Whether the page is scrolled: the bar then parts from it by a hairline. */
function useScrolled(): readonly [(mark: HTMLElement | null) => void, boolean] {
  const [scrolled, setScrolled] = useState(false)
  const watching = useRef<IntersectionObserver>(undefined)
  const mark = (element: HTMLElement | null): void => {
    watching.current?.disconnect()
    if (!element || typeof IntersectionObserver === 'undefined') return
    watching.current = new IntersectionObserver(([entry]) => setScrolled(entry ? !entry.isIntersecting : false))
    watching.current.observe(element)
  }
  useEffect(() => () => watching.current?.disconnect(), [])
  const [stable] = useState(() => mark)
  return [stable, scrolled]
}

/** The bar over a page: where one is, when, and what can be done here. */
export function Bar({ title, flag, timed = false, demo = false, children }: BarProps) {
  const text = useText()
  const slots = useBarSlots()
  const showsDemo = useShowsDemo()
  const [mark, scrolled] = useScrolled()
  const narrow = useMedia(phone)
  const time = timed && slots.quiet === 0 && (
    <>
      <TimeControl />
      <RefreshControl />
    </>
  )
  return (
    <>
      <div ref={mark} className={styles['top']} />
      <header className={cls(styles['bar'], scrolled && styles['scrolled'])}>
        {flag}
        <h1 className={styles['title']}>{title}</h1>
        {(demo || showsDemo) && <Chip>{text('app.demo')}</Chip>}
        <div className={styles['slot']} ref={slots.refs.start} />
        <div className={styles['end']}>
          {time && !narrow && time}
          {children}
          <div className={styles['slot']} ref={slots.refs.end} />
        </div>
      </header>
      {time && narrow && <div className={styles['timeRow']}>{time}</div>}
    </>
  )
}
