import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Dialog } from '../popup/Dialog.tsx'
import { roomy, useMedia } from '../use-media.ts'
import { howMany } from './choice.ts'
import { FacetChips } from './FacetChips.tsx'
import { FacetPanel } from './FacetPanel.tsx'
import type { FacetPanelProps } from './FacetPanel.tsx'
import styles from './Facets.module.css'

export interface FacettedProps extends FacetPanelProps {
  /** Search and other choices, in one row above the list. */
  readonly tools: ReactNode
  /** What else stands among the filters where they are in a drawer. */
  readonly more?: ReactNode
  /** How many rows there are, for the button that closes the drawer. */
  readonly found: string
  readonly children: ReactNode
}

/** A list that is narrowed by facets: beside it where there is room, else in a drawer. */
export function Facetted({ tools, more, found, children, ...facets }: FacettedProps) {
  const text = useText()
  const isRoomy = useMedia(roomy)
  const [opened, setOpened] = useState(false)
  const chosen = howMany(facets.choice)
  const panel = <FacetPanel {...facets} />
  return (
    <div className={styles['frame']}>
      {isRoomy && (
        <section className={styles['side']} aria-label={text('facets.title')}>
          {panel}
        </section>
      )}
      <div className={styles['list']}>
        <div className={styles['tools']}>
          {tools}
          {!isRoomy && (
            <Button icon="filter" aria-haspopup="dialog" onClick={() => setOpened(true)}>
              {chosen > 0 ? text('facets.openWith', { n: chosen }) : text('facets.title')}
            </Button>
          )}
        </div>
        <FacetChips {...facets} />
        {children}
      </div>
      {!isRoomy && (
        <Dialog
          opened={opened}
          size="small"
          title={text('facets.title')}
          onClose={() => setOpened(false)}
          actions={
            <>
              {chosen > 0 && <Button onClick={() => facets.onChoice({})}>{text('facets.clear')}</Button>}
              <Button kind="primary" onClick={() => setOpened(false)}>
                {found}
              </Button>
            </>
          }
        >
          {more}
          {panel}
        </Dialog>
      )}
    </div>
  )
}
