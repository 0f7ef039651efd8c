import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
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

/** Whether the page is scrolled past `mark`: the bar then parts from it by a hairline. */
function useScrolled(mark: RefObject<HTMLElement | null>): boolean {
  const [scrolled, setScrolled] = useState(false)
  useEffect(() => {
    if (!mark.current || typeof IntersectionObserver === 'undefined') return undefined
    const watching = new IntersectionObserver(([entry]) => setScrolled(entry ? !entry.isIntersecting : false))
    watching.observe(mark.current)
    return () => watching.disconnect()
  }, [mark])
  return scrolled
}

/** The bar over a page: where one is, when, and what can be done here. */
export function Bar({ title, flag, timed = false, demo = false, children }: BarProps) {
  const text = useText()
  const { holders, quiet } = useBarSlots()
  const { start, end } = holders
  const showsDemo = useShowsDemo()
  const mark = useRef<HTMLDivElement>(null)
  const scrolled = useScrolled(mark)
  const narrow = useMedia(phone)
  const time = timed && quiet === 0 && (
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
        <h1 className={styles['title']} dir="auto">
          {title}
        </h1>
        {(demo || showsDemo) && <Chip>{text('app.demo')}</Chip>}
        <div className={styles['slot']} ref={start} />
        <div className={styles['end']}>
          {time && !narrow && time}
          {children}
          <div className={styles['slot']} ref={end} />
        </div>
      </header>
      {time && narrow && <div className={styles['timeRow']}>{time}</div>}
    </>
  )
}
