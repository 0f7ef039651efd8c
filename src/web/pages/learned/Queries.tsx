import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Learned } from '#contract/learning.ts'
import { forgetKept } from '#web/api/kept-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Learned.module.css'

/** Queries one wrote, by source: the last ones together, those with a name one by one. */
export function Queries({ queries }: { readonly queries: Learned['queries'] }) {
  const text = useText()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({ ...forgetKept(client), onError: useFaultToast() })
  if (queries.length === 0) return <p className={styles['gone']}>{text('learned.queriesNone')}</p>
  return (
    <ul className={styles['list']}>
      {queries.flatMap(({ source, title, recent, named }) => [
        ...(recent > 0
          ? [
              <li key={source}>
                {text('learned.queriesRecent', { count: recent, source: title ?? text('learned.gone') })}
                <Button size="small" kind="quiet" busy={isPending} onClick={() => mutate({ source })}>
                  {text('learned.stayForget')}
                </Button>
              </li>,
            ]
          : []),
        ...named.map((name) => (
          <li key={`${source} ${name}`}>
            {text('learned.queryNamed', { name, source: title ?? text('learned.gone') })}
            <Button size="small" kind="quiet" busy={isPending} onClick={() => mutate({ source, name })}>
              {text('learned.stayForget')}
            </Button>
          </li>
        )),
      ])}
    </ul>
  )
}
