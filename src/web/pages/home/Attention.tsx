import { Fragment, useContext, useState } from 'react'
import type { AttentionRow, Landing } from '#contract/landing.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Age } from './Age.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { Quiet, Strip } from './Strip.tsx'
import { useSteady } from './use-steady.ts'
import { AsRole } from './use-own-choices.ts'
import { WayLink } from './WayLink.tsx'
import { phone, useMedia } from '#web/ui/use-media.ts'
import styles from './Attention.module.css'

type Attention = Landing['attention']

const first = 3

/** Alerts and incidents that need a person, worst first. What is being read does not move. */
export function Attention({ attention, className }: { readonly attention: Attention | undefined; readonly className?: string | undefined }) {
  const text = useText()
  const [isWhole, setWhole] = useState(false)
  const { rows, waiting, hold } = useSteady(attention?.rows)
  const shown = isWhole ? rows : rows.slice(0, first)
  // The head of a phone has no room for it.
  const isNarrow = useMedia(phone)
  const rest = attention && rows.length > first && <Rest attention={attention} rows={rows.length} isWhole={isWhole} onWhole={() => setWhole(!isWhole)} />
  return (
    <Strip
      id="attention"
      title={text('home.attention')}
      className={className}
      why={
        <span className={styles['whole']}>
          <Why attention={attention} waiting={waiting} />
          {!isNarrow && rest}
        </span>
      }
    >
      <div className={styles['frame']} {...hold}>
        {shown.length > 0 ? (
          <ul className={styles['list']}>
            {shown.map((row, i) => (
              <Row key={row.id} row={row} isFirst={i === 0} />
            ))}
            {isNarrow && rest && <li className={styles['rest']}>{rest}</li>}
          </ul>
        ) : (
          <div className={styles['none']}>{attention && <Quiet {...emptyOf(attention, text)} />}</div>
        )}
      </div>
    </Strip>
  )
}

/** What the list is of. */
function Why({ attention, waiting }: { readonly attention: Attention | undefined; readonly waiting: number }) {
  const text = useText()
  const words = attention && whyOf(attention, waiting, text)
  return words === undefined ? null : (
    <span aria-live="polite" className={styles['scope']}>
      {words}
    </span>
  )
}

interface RestProps {
  readonly attention: Attention
  /** How many there are to be shown. */
  readonly rows: number
  readonly isWhole: boolean
  readonly onWhole: () => void
}

/** The way to what is not among the first, and to what is not in the list. */
function Rest({ attention, rows, isWhole, onWhole }: RestProps) {
  const text = useText()
  return (
    <>
      <button type="button" className={styles['more']} aria-expanded={isWhole} onClick={onWhole}>
        {isWhole ? text('home.attentionFewer') : text('home.attentionAll', { n: rows })}
      </button>
      {isWhole && attention.total > rows && (
        <WayLink to={attention.all} className={styles['more']}>
          {text('home.attentionEvery', { n: attention.total })}
        </WayLink>
      )}
    </>
  )
}

function whyOf({ scope, state, rows }: Attention, waiting: number, text: Text): string | undefined {
  if (waiting > 0) return text('home.attentionWaits', { n: waiting })
  if (state !== 'known' && state !== 'partial') return undefined
  if (state === 'partial') return text('home.partial')
  return rows.length > 0 ? text(scope === 'own' ? 'home.attentionOwn' : 'home.attentionEstate') : undefined
}

function emptyOf({ state, scope }: Attention, text: Text): { readonly title: string; readonly words?: string } {
  if (state === 'known' || state === 'partial') {
    return {
      title: text('home.attentionNone'),
      words: text(state === 'partial' ? 'home.attentionNonePartial' : scope === 'own' ? 'home.attentionNoneOwn' : 'home.attentionNoneEstate'),
    }
  }
  return { title: text(`home.state.${state}`), words: text(`home.state.${state}Meaning`) }
}

/** What stands after the name: where it is, who has it, how much there is of it. */
function whyWords({ service, site, owner, count, title, kind }: AttentionRow, text: Text): readonly string[] {
  return [
    ...(service !== null && !title.includes(service) ? [service] : []),
    ...(site === null ? [] : [site]),
    ...(count > 1 ? [text(kind === 'incident' ? 'home.alertsOf' : 'home.alertsIn', { n: count })] : []),
    owner === null ? text('home.nobody') : text('home.has', { owner }),
  ]
}

function Row({ row, isFirst }: { readonly row: AttentionRow; readonly isFirst: boolean }) {
  const text = useText()
  const isOwn = useContext(AsRole) === undefined
  // The one thing to do on the page: what burns and nobody has.
  const isPrimary = isFirst && row.mark === 'critical' && row.owner === null
  return (
    <li className={styles['row']} data-first={isFirst || undefined}>
      <StatusMark mark={row.mark} />
      <span className={styles['what']}>
        <WayLink to={row.href} className={styles['title']} dir="auto">
          {row.title}
        </WayLink>
        <span className={styles['why']}>
          {whyWords(row, text).map((words, i) => (
            <Fragment key={words}>
              {i > 0 && ' · '}
              <bdi>{words}</bdi>
            </Fragment>
          ))}
        </span>
      </span>
      <Age at={row.since} className={styles['age']} />
      {isOwn && <RowActs row={row} isFirst={isFirst} isPrimary={isPrimary} />}
    </li>
  )
}

/** What to do about it; nobody begins work in somebody else's place. */
function RowActs({ row, isFirst, isPrimary }: { readonly row: AttentionRow; readonly isFirst: boolean; readonly isPrimary: boolean }) {
  const text = useText()
  return (
    <span className={styles['acts']}>
      <WayLink
        to={row.owner === null ? row.triage : row.href}
        className={styles['act']}
        data-primary={isPrimary || undefined}
        aria-label={text(row.owner === null ? 'home.triageOf' : 'home.openOf', { title: row.title })}
      >
        {text(row.owner === null ? 'home.triage' : 'home.open')}
      </WayLink>
      {isFirst && row.owner === null && (
        <WayLink to={row.href} className={styles['second']} aria-label={text('home.openOf', { title: row.title })}>
          {text('home.open')}
        </WayLink>
      )}
    </span>
  )
}
