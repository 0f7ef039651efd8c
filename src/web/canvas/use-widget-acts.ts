import { useEffect, useMemo, useRef } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { desktopSize, sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { newKey } from '../api/call.ts'
import { useText } from '../i18n/text.ts'
import type { MenuEntry } from '../ui/popup/menu-entry.ts'
import type { Look, WidgetActs } from '../widgets/acts.ts'
import type { CanvasTools } from './canvas-ui.ts'
import type { UseLayer } from './layer/use-layer.ts'

export interface WidgetActsParts {
  readonly tools: CanvasTools
  readonly editing: boolean
  readonly mayEdit: boolean
  readonly layer: Pick<UseLayer, 'run' | 'marks'>
  readonly setVariable: (name: string, value: string) => void
  /** Begins to change it for everybody. */
  readonly onEdit: () => void
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

const lookEdit = (id: string, { view, lenses }: Look): Edit => ({
  do: 'batch',
  edits: [
    { do: 'setWidget', id, prop: 'view', value: view },
    { do: 'setWidget', id, prop: 'lenses', value: lenses },
  ],
})

/** What widgets may do on this canvas. Reading: looks of one's own. Editing: edits of what is edited. One object throughout. */
export function useWidgetActs(parts: WidgetActsParts): WidgetActs {
  const text = useText()
  const now = useRef({ ...parts, text })
  useEffect(() => {
    now.current = { ...parts, text }
  })
  return useMemo<WidgetActs>(() => {
    const settings = (id: string, tab: 'data' | 'view'): void => {
      const { editing, mayEdit, onEdit, tools } = now.current
      if (!mayEdit && !editing) return
      if (!editing) onEdit()
      tools.ui.setState({ selected: id, panel: tab, full: undefined })
    }
    return {
      onLook(id, look) {
        const { editing, tools, layer } = now.current
        const change = lookEdit(id, look)
        if (editing) tools.edit(change)
        else layer.run((session) => void session.edit(change))
      },
      onOptions(id, options) {
        const { editing, tools, layer } = now.current
        const widget = widgetNamed(tools.doc(), id)
        if (!widget) return
        const change: Edit = { do: 'setWidget', id, prop: 'view', value: { ...widget.view, options } }
        if (editing) tools.edit(change, `options ${id}`)
        else layer.run((session) => void session.edit(change, `options ${id}`))
      },
      onOriginal: (id) => now.current.layer.run((session) => session.reset(id)),
      onPick(field, value) {
        const { tools, setVariable } = now.current
        if (tools.doc().variables.some((v) => v.name === field)) setVariable(field, value)
      },
      onFull: (id) => now.current.tools.ui.setState({ full: id }),
      onEdit: settings,
      entries(id): readonly MenuEntry[] {
        const { editing, mayEdit, tools, layer, text: say } = now.current
        const { ui, edit } = tools
        if (!mayEdit && !editing) return []
        const hides = ui.getState().mine && !layer.marks.get(id)?.has('own')
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
          { id: 'remove', icon: 'bin', label: say(hides ? 'widget.hide' : 'widget.remove'), keys: 'Del', onSelect: () => edit({ do: 'removeWidget', id }) },
        ]
      },
      othersOf: (id, source) => widgetsOf(now.current.tools.doc()).filter((w) => w.id !== id && w.query.source === source).length,
    }
  }, [])
}
