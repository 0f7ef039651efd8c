import { useStore } from 'zustand'
import type { Breakpoint } from '#contract/dashboard.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { BarEnd, BarStart } from '../../ui/page/BarSlots.tsx'
import { useNow } from '../../url/clock.ts'
import { useZone } from '../../url/zone.ts'
import { useCanvas } from '../canvas-ui.ts'
import { changesOf } from '../session/draft.ts'
import type { EditSession, SaveState } from '../session/session.ts'
import { DeviceSwitch } from './DeviceSwitch.tsx'
import { ScopeSwitch } from './ScopeSwitch.tsx'
import styles from './EditBar.module.css'

export interface EditBarProps {
  readonly session: EditSession
  readonly natural: Breakpoint
  readonly onMine: () => void
  readonly onLeave: () => void
}

/** The bar while editing: what is unpublished and where it is kept, the layout edited, undo, and the ways on. */
export function EditBar({ session, natural, onMine, onLeave }: EditBarProps) {
  const text = useText()
  const { ui, undo, redo } = useCanvas()
  const draft = useStore(session.store, (s) => s.draft)
  const save = useStore(session.store, (s) => s.save)
  const changes = changesOf(draft).length
  const add = (): void => ui.setState({ dialog: { is: 'picker' } })
  const review = (): void => ui.setState({ dialog: { is: 'review' } })
  return (
    <>
      <BarStart>
        <ScopeSwitch mine={false} onChange={onMine} />
        <span className={styles['draft']}>
          <Chip tone="accent">{text('canvas.draft', { count: changes })}</Chip>
        </span>
        <SaveLine save={save} changes={changes} />
      </BarStart>
      <BarEnd hideTime>
        <DeviceSwitch natural={natural} />
        <div className={styles['actions']}>
          <IconButton icon="undo" label={text('canvas.undo')} disabled={draft.log.past.length === 0} onClick={undo} />
          <IconButton icon="redo" label={text('canvas.redo')} disabled={draft.log.future.length === 0} onClick={redo} />
          <Button icon="plus" className={styles['roomy']} onClick={add}>
            {text('canvas.addWidget')}
          </Button>
          <IconButton icon="plus" className={styles['tight']} label={text('canvas.addWidget')} onClick={add} />
          <Button kind="quiet" onClick={onLeave}>
            {text('canvas.leave')}
          </Button>
          <Button kind="primary" className={styles['long']} busy={save.is === 'saving'} onClick={review}>
            {text('canvas.review')}
          </Button>
          <Button kind="primary" className={styles['short']} busy={save.is === 'saving'} onClick={review}>
            {text('canvas.reviewShort')}
          </Button>
        </div>
      </BarEnd>
    </>
  )
}

/** Where the changes are, told politely as it changes. */
function SaveLine({ save, changes }: { readonly save: SaveState; readonly changes: number }) {
  const words = useSaveWords(save, changes)
  const trouble = save.is === 'waiting' || save.is === 'parked' || save.is === 'unkept'
  return (
    <span className={styles['save']} data-trouble={trouble || undefined} role="status">
      {(save.is === 'saved' || save.is === 'kept') && <Icon name="check" size={14} />}
      {words}
      {save.is === 'saved' && <Ago at={save.at} />}
      {save.is === 'waiting' && <Next at={save.nextAt} />}
    </span>
  )
}

function useSaveWords(save: SaveState, changes: number): string {
  const text = useText()
  switch (save.is) {
    case 'clean':
    case 'saved':
      return ''
    case 'kept':
      return text('canvas.keptHere')
    case 'saving':
      return text('canvas.saving')
    case 'unkept':
      return text('canvas.notKept')
    case 'waiting':
      return text('canvas.notSaved', { count: changes })
    case 'parked':
      return text('canvas.parked', { fault: text(`fault.${save.fault.code}`, { detail: save.fault.fault.detail ?? 'none' }) })
    default:
      return save satisfies never
  }
}

/** "Saved 2 s ago". The moving part is not announced. */
function Ago({ at }: { readonly at: number }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow()
  return <span aria-live="off">{now - at < 1500 ? text('canvas.savedNow') : text('canvas.savedAgo', { age: format.age(at, now, zone) })}</span>
}

function Next({ at }: { readonly at: number }) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  return (
    <span aria-live="off" className={styles['next']}>
      {text('canvas.nextTry', { next: format.duration(Math.max(1000, at - now)) })}
    </span>
  )
}
