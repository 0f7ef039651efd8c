import { useMemo, useState } from 'react'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { apply } from '#core/dashboard/apply.ts'
import { takeOther } from '#core/dashboard/conflict.ts'
import type { Conflict } from '#core/dashboard/conflict.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { merge } from '#core/dashboard/merge.ts'
import { hasWords } from '#web/i18n/words.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import type { EditSession } from '../session/session.ts'
import { useEditWords } from '../use-canvas-tools.ts'
import { differencesOf } from './differences.ts'
import styles from './MeetingDialog.module.css'

type Side = Conflict['kept']

/** The merged document with the chosen side of every conflict. */
export function resolved(doc: Dashboard, conflicts: readonly Conflict[], chosen: readonly Side[]): Dashboard {
  return conflicts.reduce((now, conflict, i) => {
    const other = chosen[i] !== conflict.kept ? takeOther(conflict, now) : undefined
    return other ? apply(now, other).doc : now
  }, doc)
}

/** Somebody published meanwhile: what both changed, where they differ, and one document out of both. Nothing is overwritten unseen. */
export function MeetingDialog({ session, theirs }: { readonly session: EditSession; readonly theirs: DashboardRecord }) {
  const text = useText()
  const [{ base, mine }] = useState(() => {
    const { draft } = session.store.getState()
    return { base: draft.base.doc, mine: draft.doc }
  })
  const merged = useMemo(() => merge(base, mine, theirs.doc), [base, mine, theirs.doc])
  const { conflicts } = merged
  const [chosen, setChosen] = useState<readonly Side[]>(() => conflicts.map((c) => c.kept))
  const settle = (): void => session.settle({ rev: theirs.rev, doc: theirs.doc }, resolved(merged.doc, conflicts, chosen))
  const publish = async (): Promise<void> => {
    settle()
    await session.publish()
  }
  return (
    <Dialog
      opened
      size="large"
      title={text('meeting.title')}
      lead={text('meeting.lead', { rev: theirs.rev })}
      onClose={() => session.leaveMeeting()}
      actions={
        <>
          <Button kind="quiet" onClick={() => session.leaveMeeting()}>
            {text('meeting.later')}
          </Button>
          <Button onClick={settle}>{text('meeting.look')}</Button>
          <Button kind="primary" onClick={() => void publish()}>
            {text('meeting.publish')}
          </Button>
        </>
      }
    >
      <div className={styles['sides']}>
        <Side title={text('meeting.mine')} before={base} after={mine} />
        <Side title={text('meeting.theirs')} before={base} after={theirs.doc} />
      </div>
      <h3 className={styles['head']}>{text('meeting.conflicts', { count: conflicts.length })}</h3>
      {conflicts.map((conflict, i) => (
        <ConflictRow
          key={`${conflict.about} ${conflict.id} ${conflict.prop} ${conflict.breakpoint ?? ''}`}
          conflict={conflict}
          doc={merged.doc}
          chosen={chosen[i] ?? conflict.kept}
          onChoose={(side) => setChosen((all) => all.map((s, at) => (at === i ? side : s)))}
        />
      ))}
    </Dialog>
  )
}

function Side({ title, before, after }: { readonly title: string; readonly before: Dashboard; readonly after: Dashboard }) {
  const words = useEditWords()
  const edits = useMemo(() => differencesOf(before, after), [before, after])
  return (
    <section>
      <h3 className={styles['head']}>{title}</h3>
      <ul className={styles['list']}>
        {edits.map((edit: Edit, i) => (
          // The order is all a change has.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>{words(edit, before)}</li>
        ))}
      </ul>
    </section>
  )
}

/** A short value tells more than "yours"; anything longer is told by its side alone. */
const shown = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)

function placeOf(value: unknown): { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | undefined {
  if (typeof value !== 'object' || value === null || !('x' in value && 'y' in value && 'w' in value && 'h' in value)) return undefined
  const { x, y, w, h } = value
  return typeof x === 'number' && typeof y === 'number' && typeof w === 'number' && typeof h === 'number' ? { x, y, w, h } : undefined
}

interface ConflictRowProps {
  readonly conflict: Conflict
  readonly doc: Dashboard
  readonly chosen: Side
  readonly onChoose: (side: Side) => void
}

function ConflictRow({ conflict, doc, chosen, onChoose }: ConflictRowProps) {
  const text = useText()
  const { prop, name, kept } = conflict
  const key = `meeting.prop.${prop}`
  const what = hasWords(key) ? text(key) : prop
  // Some losses no single edit can bring back; then the kept side stands and says so.
  const fixed = takeOther(conflict, doc) === undefined
  const valueOf = (side: Side): string => {
    const value = conflict[side]
    if (prop === 'existence') return text(value === undefined ? 'meeting.removed' : 'meeting.kept')
    const place = placeOf(value)
    if (place) return text('meeting.place', { column: place.x + 1, row: place.y + 1, w: place.w, h: place.h })
    if (prop === 'section') return doc.sections.find((s) => s.id === value)?.title || String(value)
    return shown(value) ?? ''
  }
  return (
    <fieldset className={styles['conflict']} disabled={fixed}>
      <legend>{text('meeting.about', { name: name || doc.title, what })}</legend>
      {(['mine', 'theirs'] as const).map((side) => (
        <label key={side} className={styles['choice']}>
          <input type="radio" checked={(fixed ? kept : chosen) === side} onChange={() => onChoose(side)} />
          <span className={styles['side']}>{text(`meeting.take.${side}`)}</span>
          <span className={styles['value']}>{valueOf(side)}</span>
        </label>
      ))}
    </fieldset>
  )
}
