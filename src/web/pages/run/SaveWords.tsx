import type { Run } from '#contract/run.ts'
import { useText } from '#web/i18n/text.ts'
import { useAgo } from './use-ago.ts'
import type { SaveState } from './use-run-work.ts'
import styles from './Run.module.css'

/** Where what was typed is: on its way, on the server, or only here. */
export function SaveWords({ run, save }: { readonly run: Pick<Run, 'updatedAt'>; readonly save: SaveState }) {
  const text = useText()
  const ago = useAgo()
  const words =
    save.is === 'refused'
      ? text('run.notSaved', {
          why: save.fault.code === 'invalid' ? text('run.gap.invalid') : text(`fault.${save.fault.code}`, { detail: save.fault.detail ?? '' }),
        })
      : save.is === 'saving'
        ? text('run.saving')
        : save.is === 'unsaved'
          ? text('run.unsaved')
          : text('run.saved', { time: ago(run.updatedAt) })
  return (
    <p className={styles['save']} role="status" data-state={save.is}>
      {words}
    </p>
  )
}
