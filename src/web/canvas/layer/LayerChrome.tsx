import { useStore } from 'zustand'
import type { Breakpoint } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { hiddenIn } from '#core/dashboard/layer-edit.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { BarEnd, BarStart } from '../../ui/page/BarSlots.tsx'
import { Menu } from '../../ui/popup/Menu.tsx'
import type { MenuEntry } from '../../ui/popup/menu-entry.ts'
import { useCanvas, useCanvasUi } from '../canvas-ui.ts'
import { DeviceSwitch } from '../edit/DeviceSwitch.tsx'
import { HintBar } from '../edit/HintBar.tsx'
import { MoveDialog } from '../edit/MoveDialog.tsx'
import { Panel } from '../edit/Panel.tsx'
import { Picker } from '../edit/Picker.tsx'
import { ScopeSwitch } from '../edit/ScopeSwitch.tsx'
import { useUndoKeys } from '../edit/use-undo-keys.ts'
import type { LayerSave, LayerSession } from './session.ts'
import { useOriginalEntries } from './OriginalEntries.tsx'
import styles from '../edit/EditBar.module.css'

export interface LayerChromeProps {
  readonly session: LayerSession
  readonly natural: Breakpoint
  readonly values: VariableValues
  /** Set for those who may change it for everybody too. */
  readonly onEverybody?: (() => void) | undefined
  readonly onLeave: () => void
}

/** Nobody else sees it, so there is nothing to say about who does. */
const ownTabs = ['data', 'view', 'limits', 'links'] as const

/** Everything around a dashboard while somebody arranges it for themselves. */
export default function LayerChrome({ session, natural, values, onEverybody, onLeave }: LayerChromeProps) {
  const { ui } = useCanvas()
  const dialog = useCanvasUi((now) => now.dialog)
  const panel = useCanvasUi((now) => now.panel)
  const selected = useCanvasUi((now) => now.selected)
  const { layered, published } = useStore(session.store)
  useUndoKeys()
  const close = (): void => ui.setState({ dialog: undefined })
  const own = selected !== undefined && layered.marks.get(selected)?.has('own') === true
  return (
    <>
      <LayerBar session={session} natural={natural} onEverybody={onEverybody} onLeave={onLeave} />
      {panel && selected !== undefined && (
        <Panel
          key={selected}
          id={selected}
          doc={layered.doc}
          tab={panel}
          tabs={own ? ownTabs : ['view']}
          values={values}
          back={!own && widgetNamed(published, selected) && layered.marks.has(selected) ? () => session.reset(selected) : undefined}
          hides={!own}
        />
      )}
      <HintBar />
      {dialog?.is === 'move' && <MoveDialog key={dialog.widget} widget={dialog.widget} onClose={close} />}
      <Picker opened={dialog?.is === 'picker'} section={dialog?.is === 'picker' ? dialog.section : undefined} values={values} onClose={close} />
    </>
  )
}

type BarProps = Pick<LayerChromeProps, 'session' | 'natural' | 'onEverybody' | 'onLeave'>

/** Nothing to publish: what is done is kept by itself. */
function LayerBar({ session, natural, onEverybody, onLeave }: BarProps) {
  const text = useText()
  const { ui, undo, redo } = useCanvas()
  const { save, past, future } = useStore(session.store)
  const add = (): void => ui.setState({ dialog: { is: 'picker' } })
  return (
    <>
      <BarStart>
        {onEverybody ? <ScopeSwitch mine onChange={onEverybody} /> : <Chip tone="accent">{text('layer.own')}</Chip>}
        <SaveLine save={save} />
      </BarStart>
      <BarEnd hideTime>
        <DeviceSwitch natural={natural} />
        <div className={styles['actions']}>
          <IconButton icon="undo" label={text('canvas.undo')} disabled={past.length === 0} onClick={undo} />
          <IconButton icon="redo" label={text('canvas.redo')} disabled={future.length === 0} onClick={redo} />
          <Button icon="plus" className={styles['roomy']} onClick={add}>
            {text('canvas.addWidget')}
          </Button>
          <IconButton icon="plus" className={styles['tight']} label={text('canvas.addWidget')} onClick={add} />
          <LayerMenu session={session} />
          <Button kind="primary" onClick={onLeave}>
            {text('layer.done')}
          </Button>
        </div>
      </BarEnd>
    </>
  )
}

/** What is hidden, how it would be without one's own changes, and the way back. */
function LayerMenu({ session }: { readonly session: LayerSession }) {
  const text = useText()
  const { it, published } = useStore(session.store)
  const { items, dialog } = useOriginalEntries(session)
  const words = useShippedWords()
  const hidden = hiddenIn(published, it)
  const shown = hidden.map((w): MenuEntry => ({ id: `show ${w.id}`, icon: 'plus', label: words.widget(w).title, onSelect: () => session.show(w.id) }))
  return (
    <>
      <Menu
        items={[...(hidden.length > 0 ? [{ head: text('layer.hidden') }, ...shown, { line: 'hidden' }] : []), ...items]}
        trigger={<IconButton icon="dots" label={text('layer.more')} />}
      />
      {dialog}
    </>
  )
}

function SaveLine({ save }: { readonly save: LayerSave }) {
  const text = useText()
  const words =
    save.is === 'saving'
      ? text('canvas.saving')
      : save.is === 'saved'
        ? text('layer.saved')
        : save.is === 'waiting'
          ? text('layer.waiting')
          : save.is === 'parked'
            ? text('canvas.parked', { fault: text(`fault.${save.fault.code}`, { detail: save.fault.fault.detail ?? 'none' }) })
            : ''
  return (
    <span className={styles['save']} data-trouble={save.is === 'waiting' || save.is === 'parked' || undefined} role="status">
      {save.is === 'saved' && <Icon name="check" size={14} />}
      {words}
    </span>
  )
}
