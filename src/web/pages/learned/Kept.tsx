import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Learned } from '#contract/learning.ts'
import { eraseLearned, exportLearned } from '#web/api/learning-query.ts'
import { askLearningSheet } from '#web/api/learning-sheet-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Learned.module.css'

function saveFile(name: string, content: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, undefined, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

interface KeptProps {
  readonly learned: Learned
  readonly frame: (words: string, children: ReactNode) => ReactNode
}

/** How much is kept and for how long; all of it can be taken along or deleted. */
export function Kept({ learned: { raw, bytes, maxBytes }, frame }: KeptProps) {
  const text = useText()
  const format = useFormat()
  const toast = useToast()
  const erase = useMutation(eraseLearned(useQueryClient()))
  const copy = useMutation({ mutationFn: exportLearned })
  const sheet = useMutation({ mutationFn: askLearningSheet })
  const [asking, setAsking] = useState<'learned' | 'everything'>()
  const bad = useFaultToast()
  const take = (): void =>
    copy.mutate(undefined, {
      onSuccess: (all) => {
        saveFile('homeport-learned.json', all)
        toast({ words: text('learned.exported') })
      },
      onError: bad,
    })
  const takeSheet = (): void => sheet.mutate(undefined, { onSuccess: (all) => saveFile('homeport-learning-sheet.json', all), onError: bad })
  const confirm = (what: 'learned' | 'everything'): void =>
    erase.mutate(what, {
      onSuccess: () => toast({ words: text(what === 'everything' ? 'learned.eraseDone' : 'learned.resetDone') }),
      onError: bad,
      onSettled: () => setAsking(undefined),
    })
  const size = (n: number): string => format.value(n, 'bytes')
  return (
    <>
      {frame(
        text('learned.keptMeaning', { count: raw.count, days: raw.keptDays, size: size(bytes), most: size(maxBytes) }),
        <div className={styles['actions']}>
          <Button icon="download" busy={copy.isPending} onClick={take}>
            {text('learned.export')}
          </Button>
          <Button icon="download" busy={sheet.isPending} onClick={takeSheet}>
            {text('learned.sheet')}
          </Button>
          <Button onClick={() => setAsking('learned')}>{text('learned.reset')}</Button>
          <Button icon="bin" onClick={() => setAsking('everything')}>
            {text('learned.erase')}
          </Button>
        </div>,
      )}
      {asking && (
        <Confirm
          opened
          title={text(asking === 'everything' ? 'learned.eraseTitle' : 'learned.resetTitle')}
          words={text(asking === 'everything' ? 'learned.eraseWords' : 'learned.resetWords')}
          action={text(asking === 'everything' ? 'learned.erase' : 'learned.reset')}
          busy={erase.isPending}
          onConfirm={() => confirm(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
