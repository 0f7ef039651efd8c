import type { BriefItem } from '#contract/run.ts'
import type { Mark } from '#contract/severity.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { useRunWords } from './run-words.ts'
import styles from './Brief.module.css'

const marks: Readonly<Record<Exclude<BriefItem['mark'], 'clock'>, Mark>> = {
  ok: 'ok',
  info: 'info',
  warning: 'warning',
  critical: 'critical',
  pending: 'unknown',
}

/** A quarter of the brief: facts, the moment of each at the end of its line. */
export function BriefPart({ title, items, none }: { readonly title: string; readonly items: readonly BriefItem[]; readonly none?: string }) {
  return (
    <section>
      <h3>{title}</h3>
      {items.length === 0 && none && <p className={styles['more']}>{none}</p>}
      <ul>
        {items.map((item, i) => (
          // The same sentence may stand here twice; a brief is read once and never reordered.
          // oxlint-disable-next-line react/no-array-index-key
          <Item key={i} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Item({ item }: { readonly item: BriefItem }) {
  const text = useText()
  const words = useRunWords()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(30_000)
  const { mark, said, more, at } = item
  const when = at === undefined ? '' : at > now + 1000 ? text('run.brief.in', { duration: format.duration(at - now) }) : format.time(at, zone, now - at)
  return (
    <li className={styles['item']}>
      {mark === 'clock' ? <Icon name="clock" /> : <StatusMark mark={marks[mark]} size={14} silent />}
      <div>
        <p className={styles['head']}>{words.said(said)}</p>
        {more && <p className={styles['more']}>{words.said(more)}</p>}
      </div>
      <span className={styles['when']}>{mark === 'pending' ? text('run.brief.checkedNow') : when}</span>
    </li>
  )
}
