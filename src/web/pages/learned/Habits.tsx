import type { Learned, LearnedItem } from '#contract/learning.ts'
import { useLanguage, useText } from '#web/i18n/text.ts'
import { itemTitle } from '#web/ui/item-title.ts'
import styles from './Learned.module.css'

/** What is opened after what; both ends have to be still there. */
export function Paths({ paths }: Pick<Learned, 'paths'>) {
  const language = useLanguage()
  const { text } = language
  const named = (it: LearnedItem | null): string | undefined => (it?.title == null ? undefined : itemTitle(language, it.item, it.title))
  const said = paths.flatMap(({ from, to }) => {
    const [a, b] = [named(from), named(to)]
    if (b === undefined || (from !== null && a === undefined)) return []
    return [{ key: `${from?.item ?? ''} ${to.item}`, words: a === undefined ? text('learned.pathFirst', { to: b }) : text('learned.path', { from: a, to: b }) }]
  })
  if (said.length === 0) return <p className={styles['gone']}>{text('learned.pathsNone')}</p>
  return (
    <ul className={styles['list']}>
      {said.slice(0, 12).map(({ key, words }) => (
        <li key={key}>{words}</li>
      ))}
    </ul>
  )
}

export function Views({ views, days }: Pick<Learned, 'views'> & { readonly days: number }) {
  const text = useText()
  if (views.length === 0) return <p className={styles['gone']}>{text('learned.viewsNone')}</p>
  return (
    <ul className={styles['list']}>
      {views.map(({ shape, view, weight }) => (
        <li key={`${shape} ${view}`}>{text('learned.view', { shape, view, count: weight, days })}</li>
      ))}
    </ul>
  )
}
