import type { Landing } from '#contract/landing.ts'
import { useText } from '#web/i18n/text.ts'
import { Said } from './Said.tsx'
import { Quiet, Strip } from './Strip.tsx'
import { WayLink } from './WayLink.tsx'
import styles from './Highlights.module.css'

type Highlights = Landing['highlights']

/** What moved in the numbers the role follows: the number, what it counts and than what, and where to look. */
export function Highlights({ highlights, className }: { readonly highlights: Highlights | undefined; readonly className?: string | undefined }) {
  const text = useText()
  const rows = highlights?.rows ?? []
  return (
    <Strip id="highlights" title={text('home.highlights')} className={className}>
      <div className={styles['frame']}>
        {rows.length > 0 ? (
          <ul className={styles['list']}>
            {rows.map((row) => (
              <li key={row.id} className={styles['row']}>
                <strong className={styles['figure']}>
                  <Said it={row.figure} />
                </strong>
                <span className={styles['words']}>
                  <Said it={row.words} />
                </span>
                <WayLink to={row.href} className={styles['open']}>
                  {text('home.open')}
                </WayLink>
              </li>
            ))}
          </ul>
        ) : (
          <div className={styles['none']}>{highlights && <Quiet title={titleOf(highlights, text)} />}</div>
        )}
      </div>
    </Strip>
  )
}

const titleOf = ({ state }: Highlights, text: ReturnType<typeof useText>): string =>
  state === 'known' || state === 'partial' ? text('home.highlightsNone') : text(`home.state.${state}`)
