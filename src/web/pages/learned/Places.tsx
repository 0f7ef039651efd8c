import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Learned } from '#contract/learning.ts'
import { saveMute, stripQuery } from '#web/api/learning-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { itemTitle } from '#web/ui/item-title.ts'
import table from '#web/ui/table/Table.module.css'
import { reasonWords } from '#web/ui/reason.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Learned.module.css'

/** Every place and widget there is a counter of, most used first; each can be forgotten. */
export function Places({ items }: Pick<Learned, 'items'>) {
  const language = useLanguage()
  const { text } = language
  const format = useFormat()
  const toast = useToast()
  const onError = useFaultToast()
  const { data: strip } = useQuery(stripQuery)
  const why = (item: string): string | undefined => {
    const slot = strip?.slots.find((one) => one?.item === item)
    return slot ? reasonWords(text, slot.reason) : undefined
  }
  const mute = useMutation(saveMute(useQueryClient()))
  if (items.length === 0) return <p className={styles['gone']}>{text('learned.placesNone')}</p>
  const forget = (item: string): void =>
    mute.mutate(
      { item, muted: true },
      {
        onSuccess: () => toast({ words: text('learned.muted') }),
        onError,
      },
    )
  return (
    <div className={table['box']}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th>{text('learned.place')}</th>
            <th data-col="uses">{text('learned.uses')}</th>
            <th data-col="strip">{text('learned.inStrip')}</th>
            <th data-col="mute">
              <span className="hp-hidden">{text('learned.mute')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ item, title, uses, inStrip }) => (
            <tr key={item}>
              <td data-name dir="auto">
                {title === null ? <span className={styles['gone']}>{text('learned.gone')}</span> : itemTitle(language, item, title)}
              </td>
              <td data-col="uses" className={styles['uses']}>
                {format.value(uses)}
              </td>
              <td data-col="strip">{why(item) ?? (inStrip && text('learned.inStripYes'))}</td>
              <td data-col="mute">
                <Button size="small" kind="quiet" disabled={mute.isPending} onClick={() => forget(item)}>
                  {text('learned.mute')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
