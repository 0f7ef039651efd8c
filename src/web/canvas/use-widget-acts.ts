import { useEffect, useMemo, useRef } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import { desktopSize, sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import { newKey } from '../api/call.ts'
import { useText } from '../i18n/text.ts'
import type { MenuEntry } from '../ui/popup/menu-entry.ts'
import type { WidgetActs } from '../widgets/acts.ts'
import type { CanvasTools } from './canvas-ui.ts'
import { lookedAt } from './looks.ts'
import type { UseLooks } from './use-looks.ts'

export interface WidgetActsParts {
  readonly tools: CanvasTools
  readonly editing: boolean
  readonly mayEdit: boolean
  readonly looks: UseLooks
  readonly setVariable: (name: string, value: string) => void
  readonly onEditing: (editing: boolean) => void
}

export const newWidgetId = (): string => `w${newKey().slice(0, 11)}`

function duplicate({ doc, edit, ui }: CanvasTools, id: string): void {
  const section = sectionOf(doc(), id)
  const widget = widgetNamed(doc(), id)
  if (!section || !widget) return
  const { w, h } = desktopSize(section, id)
  const copy: Widget = { ...widget, id: newWidgetId() }
  edit({ do: 'addWidget', section: section.id, widget: copy, size: { w, h }, index: section.widgets.indexOf(widget) + 1 })
  ui.setState({ selected: copy.id })
}

/** What widgets may do on this canvas. Reading: looks on this device. Editing: edits of the document. One object throughout. */
export function useWidgetActs(parts: WidgetActsParts): WidgetActs {
  const text = useText()
  const now = useRef({ ...parts, text })
  useEffect(() => {
    now.current = { ...parts, text }
  })
  return useMemo<WidgetActs>(() => {
    const settings = (id: string, tab: 'data' | 'view'): void => {
      const { editing, mayEdit, onEditing, tools } = now.current
      if (!mayEdit) return
      if (!editing) onEditing(true)
      tools.ui.setState({ selected: id, panel: tab, full: undefined })
    }
    return {
      onLook(id, look) {
        const { editing, tools, looks } = now.current
        const widget = widgetNamed(tools.doc(), id)
        if (!widget) return
        if (!editing) return looks.setLook(id, isPublished(widget, look) ? undefined : look)
        const { view, lenses } = look
        tools.edit({
          do: 'batch',
          edits: [
            { do: 'setWidget', id, prop: 'view', value: view },
            { do: 'setWidget', id, prop: 'lenses', value: lenses },
          ],
        })
      },
      onOptions(id, options) {
        const { editing, tools, looks } = now.current
        const published = widgetNamed(tools.doc(), id)
        if (!published) return
        const { view, lenses } = editing ? published : lookedAt(published, looks.looks)
        const value = { ...view, options }
        if (editing) tools.edit({ do: 'setWidget', id, prop: 'view', value }, `options ${id}`)
        else looks.setLook(id, isPublished(published, { view: value, lenses }) ? undefined : { view: value, lenses })
      },
      onOriginal: (id) => now.current.looks.setLook(id, undefined),
      onPick(field, value) {
        const { tools, setVariable } = now.current
        if (tools.doc().variables.some((v) => v.name === field)) setVariable(field, value)
      },
      onFull: (id) => now.current.tools.ui.setState({ full: id }),
      onEdit: settings,
      entries(id): readonly MenuEntry[] {
        const { editing, mayEdit, tools, text: say } = now.current
        const { ui, edit } = tools
        if (!mayEdit) return []
        const settle: MenuEntry = {
          id: 'edit',
          icon: 'edit',
          label: say('widget.edit'),
          onSelect: () => settings(id, 'data'),
          ...(editing && { keys: 'Enter' }),
        }
        if (!editing) return [{ line: 'above-edit' }, settle]
        return [
          { line: 'above-edit' },
          settle,
          {
            id: 'move',
            icon: 'move',
            label: say('widget.moveTo'),
            keys: 'M',
            onSelect: () => ui.setState({ selected: id, dialog: { is: 'move', widget: id } }),
          },
          { id: 'copy-widget', icon: 'copy', label: say('widget.duplicate'), onSelect: () => duplicate(tools, id) },
          { id: 'remove', icon: 'bin', label: say('widget.remove'), keys: 'Del', onSelect: () => edit({ do: 'removeWidget', id }) },
        ]
      },
      othersOf: (id, source) => widgetsOf(now.current.tools.doc()).filter((w) => w.id !== id && w.query.source === source).length,
    }
  }, [])
}

const isPublished = ({ view, lenses }: Widget, look: Pick<Widget, 'view' | 'lenses'>): boolean =>
  canonicalJson([view, lenses]) === canonicalJson([look.view, look.lenses])
