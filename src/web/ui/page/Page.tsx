import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Bar } from './Bar.tsx'
import type { BarProps } from './Bar.tsx'
import { BarSlots } from './BarSlots.tsx'
import { goOnAtContent } from './content-focus.ts'
import styles from './Page.module.css'

export interface PageProps extends Omit<BarProps, 'children'> {
  /** Buttons of the page itself, in the bar. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its bar and its content. Sets the window's title. */
export function Page({ actions, children, ...bar }: PageProps) {
  const text = useText()
  const { title } = bar
  useEffect(() => {
    document.title = `${title} · ${text('app.name')}`
  }, [title, text])
  useEffect(goOnAtContent, [])
  return (
    <BarSlots>
      <Bar {...bar}>{actions}</Bar>
      <main id="content" tabIndex={-1} className={styles['content']}>
        {children}
      </main>
    </BarSlots>
  )
}
