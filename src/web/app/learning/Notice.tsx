import { useMutation, useQueryClient } from '@tanstack/react-query'
import { saveLearning } from '#web/api/learning-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Notice.module.css'

/** One screen at first use: what, why, how long, where to switch it off. Later, only that it is paused. */
export default function Notice({ what }: { readonly what: 'untold' | 'paused' }) {
  const text = useText()
  const tellFault = useFaultToast()
  const save = useMutation(saveLearning(useQueryClient()))
  if (what === 'paused')
    return (
      <PlaceLink to={{ page: 'learned' }} className={styles['mark']}>
        <Icon name="clock" size={14} />
        {text('notice.paused')}
      </PlaceLink>
    )
  const answer = (paused: boolean): void => save.mutate({ noticed: true, paused }, { onError: tellFault })
  return (
    <aside className={styles['notice']} aria-labelledby="notice-title">
      <h2 id="notice-title" className={styles['title']}>
        {text('notice.title')}
      </h2>
      <ul className={styles['points']}>
        <li>{text('notice.what')}</li>
        <li>{text('notice.why')}</li>
        <li>{text('notice.long')}</li>
        <li>{text('notice.where')}</li>
      </ul>
      <div className={styles['actions']}>
        <Button kind="primary" size="small" busy={save.isPending} onClick={() => answer(false)}>
          {text('notice.yes')}
        </Button>
        <Button size="small" disabled={save.isPending} onClick={() => answer(true)}>
          {text('notice.no')}
        </Button>
      </div>
    </aside>
  )
}
