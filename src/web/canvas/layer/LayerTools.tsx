import { useStore } from 'zustand'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { useMe } from '../../api/me-query.ts'
import { useLandingChoice } from './use-landing-choice.ts'
import { useText } from '../../i18n/text.ts'
import type { Text } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { BarEnd } from '../../ui/page/BarSlots.tsx'
import { Menu } from '../../ui/popup/Menu.tsx'
import type { MenuEntry } from '../../ui/popup/menu-entry.ts'
import { useOriginalEntries } from './OriginalEntries.tsx'
import type { LayerSession } from './session.ts'
import { strips as allStrips } from './strips-menu.ts'
import type { Strip, StripsMenu } from './strips-menu.ts'
import styles from '../LeftDraft.module.css'

export interface LayerToolsProps {
  readonly record: DashboardRecord
  readonly session: LayerSession
  readonly strips: StripsMenu | undefined
  /** Set for those whose Edit changes it for everybody. */
  readonly onArrange?: (() => void) | undefined
}

/** What one can do with a dashboard for oneself while looking at it. */
export default function LayerTools({ record, session, strips, onArrange }: LayerToolsProps) {
  const text = useText()
  const me = useMe()
  const landing = useLandingChoice(record.id)
  const { it } = useStore(session.store)
  const { items, dialog } = useOriginalEntries(session)
  const entries: readonly MenuEntry[] = [
    ...(onArrange ? [{ id: 'arrange', icon: 'move', label: text('layer.arrangeForMe'), onSelect: onArrange } as const] : []),
    ...(me ? [{ id: 'landing', icon: 'home', label: text('layer.landing'), checked: landing.chosen, onSelect: landing.toggle } as const] : []),
    ...(it.operations.length > 0 ? items : []),
    ...(strips ? [{ line: 'strips' }, { head: text('layer.strips') }, ...allStrips.map((strip) => stripEntry(strip, strips, text))] : []),
  ]
  return (
    <>
      {entries.length > 0 && (
        <BarEnd>
          <Menu items={entries} trigger={<IconButton icon="dots" label={text('layer.forYou')} />} />
        </BarEnd>
      )}
      {dialog}
      <ConflictLine session={session} />
    </>
  )
}

const stripEntry = (strip: Strip, { hidden, hide }: StripsMenu, text: Text): MenuEntry => ({
  id: `strip ${strip}`,
  label: text(`layer.strip.${strip}`),
  checked: !hidden.has(strip),
  onSelect: () => hide(strip, !hidden.has(strip)),
})

/** The owner changed what this person had chosen otherwise: asked once, one at a time, never in the way. */
function ConflictLine({ session }: { readonly session: LayerSession }) {
  const text = useText()
  const { conflicts } = useStore(session.store).layered
  const [conflict] = conflicts
  if (!conflict) return null
  const { key, name, operation } = conflict
  return (
    <div className={styles['left']} role="status">
      <span className={styles['words']}>{text(`layer.conflict.${operation.do}`, { name })}</span>
      <Button size="small" onClick={() => session.answer(key, 'mine')}>
        {text('layer.keepMine')}
      </Button>
      <Button size="small" kind="quiet" onClick={() => session.answer(key, 'theirs')}>
        {text('layer.takeTheirs')}
      </Button>
    </div>
  )
}
