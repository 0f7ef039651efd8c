import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '#contract/run.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { TextArea } from '#web/ui/field/Input.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { PersonFinder } from '#web/ui/share/PersonFinder.tsx'
import type { Named } from '#web/ui/share/use-subjects.ts'
import { PickedList } from './fields/PickedList.tsx'
import { PickedPerson } from './fields/PickedPerson.tsx'
import { handOverRun } from './run-api.ts'
import styles from './HandOver.module.css'

/** Gives the run to somebody else, with a word. */
export function HandOver({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [to, setTo] = useState<Named>()
  const [note, setNote] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => handOverRun(run, to?.id ?? '', note),
    onSuccess: (next) => {
      client.setQueryData(runQuery(run.id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['runs'] })
      toast({ words: text('run.handedOver', { name: next.owner.name }) })
      onClose()
    },
  })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text('run.handOver')}
      size="small"
      actions={
        <Button kind="primary" busy={isPending} disabled={to === undefined} onClick={() => mutate()}>
          {text('run.handOver')}
        </Button>
      }
    >
      <div className={styles['form']}>
        <PickedList
          label={text('run.handOverTo')}
          error={error ? text(`fault.${faultOf(error).code}`, { detail: faultOf(error).detail ?? 'none' }) : undefined}
        >
          {to ? (
            <PickedPerson name={to.name} onRemove={() => setTo(undefined)} />
          ) : (
            <PersonFinder label={text('run.handOverTo')} isTaken={(id) => id === run.owner.id} onPick={setTo} />
          )}
        </PickedList>
        <Field label={text('run.handOverNote')} note={text('run.optional')}>
          {(parts) => <TextArea {...parts} value={note} onChange={(e) => setNote(e.target.value)} />}
        </Field>
      </div>
    </Dialog>
  )
}
