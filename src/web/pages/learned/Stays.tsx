import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Learned } from '#contract/learning.ts'
import { readItem } from '#contract/item.ts'
import { learnedQuery } from '#web/api/learning-query.ts'
import { keepStay } from '#web/api/stay-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Learned.module.css'

/** Dashboards one can be brought back to as one left them, each to be forgotten by itself. */
export function Stays({ stays }: { readonly stays: Learned['stays'] }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: (dashboard: string) => keepStay(dashboard, null),
    onSuccess: () => client.invalidateQueries({ queryKey: learnedQuery.queryKey }),
    onError: useFaultToast(),
  })
  if (stays.length === 0) return <p className={styles['gone']}>{text('learned.staysNone')}</p>
  return (
    <ul className={styles['list']}>
      {stays.map(({ item, at }) => (
        <li key={item.item}>
          <span dir="auto">{item.title ?? text('learned.gone')}</span>
          <time className={styles['meaning']}>{format.moment(at, zone)}</time>
          <Button size="small" kind="quiet" busy={isPending} onClick={() => mutate(readItem(item.item)?.id ?? '')}>
            {text('learned.stayForget')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
