import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Learned, LearnedItem } from '#contract/learning.ts'
import { saveMute, savePin } from '#web/api/learning-query.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { itemTitle } from '#web/ui/item-title.ts'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Learned.module.css'

/** Pins, mutes and answers: what the person said themselves, each to be taken back. */
export function Decided({ learned: { pins, mutes, answers } }: { readonly learned: Learned }) {
  const language = useLanguage()
  const { text } = language
  const client = useQueryClient()
  const onError = useFaultToast()
  const pin = useMutation(savePin(client))
  const mute = useMutation(saveMute(client))
  const named = ({ item, title }: LearnedItem): string => (title === null ? text('learned.gone') : itemTitle(language, item, title))
  if (pins.length + mutes.length + answers.length === 0) return <p className={styles['gone']}>{text('learned.decidedNone')}</p>
  return (
    <ul className={styles['list']}>
      {pins.map((it) => (
        <li key={`pin ${it.item}`}>
          {text('learned.pinnedOne', { title: named(it) })}
          <Button size="small" kind="quiet" busy={pin.isPending} onClick={() => pin.mutate({ item: it.item, pinned: false }, { onError })}>
            {text('learned.unpin')}
          </Button>
        </li>
      ))}
      {mutes.map((it) => (
        <li key={`mute ${it.item}`}>
          {text('learned.mutedOne', { title: named(it) })}
          <Button size="small" kind="quiet" busy={mute.isPending} onClick={() => mute.mutate({ item: it.item, muted: false }, { onError })}>
            {text('learned.unmute')}
          </Button>
        </li>
      ))}
      {answers.map(({ kind, item, answer }) => (
        <li key={`answer ${kind} ${item.item}`}>{text('learned.answerOne', { kind, title: named(item), answer })}</li>
      ))}
    </ul>
  )
}
