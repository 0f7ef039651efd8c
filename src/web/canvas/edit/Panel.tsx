import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { Dashboard, Widget } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { Thumbnail } from '../../widgets/Thumbnail.tsx'
import { viewOf } from '../../widgets/view-of.ts'
import { useCanvas } from '../canvas-ui.ts'
import type { PanelTab } from '../canvas-ui.ts'
import { DataTab } from './DataTab.tsx'
import { LimitsTab } from './LimitsTab.tsx'
import { LinksTab } from './LinksTab.tsx'
import type { TabProps } from './tab.ts'
import { usePanelAnswer } from './use-panel-answer.ts'
import type { PanelAnswer } from './use-panel-answer.ts'
import { ViewTab } from './ViewTab.tsx'
import { WhoTab } from './WhoTab.tsx'
import styles from './Panel.module.css'

const allTabs = ['data', 'view', 'limits', 'links', 'who'] as const satisfies readonly PanelTab[]
const pictureSize = { width: 284, height: 108 }

export interface PanelProps {
  readonly id: string
  readonly doc: Dashboard
  readonly tab: PanelTab
  /** Those there are; all unless told. */
  readonly tabs?: readonly PanelTab[] | undefined
  /** Makes it as it is published; absent where it is. */
  readonly back?: (() => void) | undefined
  /** It can be taken out of sight only. */
  readonly hides?: boolean
  readonly values: VariableValues
}

/** Settings of the selected widget. Everything applies at once and can be undone one by one. */
export function Panel({ id, doc, tab, tabs = allTabs, values, back, hides = false }: PanelProps) {
  const text = useText()
  const { ui, edit } = useCanvas()
  const words = useShippedWords()
  const widget = widgetNamed(doc, id)
  const all = widgetsOf(doc)
  const close = (): void => {
    ui.setState({ panel: undefined })
    document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"] article`)?.focus({ preventScroll: true })
  }
  if (!widget) return null
  return (
    <aside className={styles['panel']} aria-label={text('panel.title', { title: words.widget(widget).title })}>
      <header className={styles['head']}>
        <span className={styles['name']}>{text('panel.widget')}</span>
        <span className={styles['count']}>{text('panel.count', { number: all.findIndex((w) => w.id === id) + 1, of: all.length })}</span>
        <IconButton size="small" icon="close" label={text('panel.close')} onClick={close} />
      </header>
      <Inner
        widget={widget}
        tab={tabs.includes(tab) ? tab : (tabs[0] ?? 'view')}
        tabs={tabs}
        values={values}
        set={edit}
        onTab={(next) => ui.setState({ panel: next })}
      />
      <footer className={styles['foot']}>
        <Button kind="quiet" disabled={!back} onClick={back}>
          {text('panel.reset')}
        </Button>
        <Button kind="quiet" onClick={() => edit({ do: 'removeWidget', id })}>
          {text(hides ? 'widget.hide' : 'widget.remove')}
        </Button>
      </footer>
    </aside>
  )
}

/** The widget as it is published, in one step; its place stays. */
export function resetTo(before: Widget, edit: (change: Edit) => void): void {
  const { id, title, sub, query, lenses, view, thresholds, links, visibleTo } = before
  edit({
    do: 'batch',
    edits: [
      { do: 'setWidget', id, prop: 'title', value: title },
      { do: 'setWidget', id, prop: 'sub', value: sub },
      { do: 'setWidget', id, prop: 'query', value: query },
      { do: 'setWidget', id, prop: 'lenses', value: lenses },
      { do: 'setWidget', id, prop: 'thresholds', value: thresholds },
      { do: 'setWidget', id, prop: 'links', value: links },
      { do: 'setWidget', id, prop: 'visibleTo', value: visibleTo },
      { do: 'setWidget', id, prop: 'view', value: view },
    ],
  })
}

interface InnerProps {
  readonly widget: Widget
  readonly tab: PanelTab
  readonly tabs: readonly PanelTab[]
  readonly values: VariableValues
  readonly set: TabProps['set']
  readonly onTab: (tab: PanelTab) => void
}

function Inner({ widget, tab, tabs, values, set, onTab }: InnerProps) {
  const text = useText()
  const answer = usePanelAnswer(widget, values)
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || !list.current) return
    event.preventDefault()
    const along = getComputedStyle(list.current).direction === 'rtl' ? -step : step
    const next = tabs[(tabs.indexOf(tab) + along + tabs.length) % tabs.length]
    if (!next) return
    onTab(next)
    list.current.querySelector<HTMLElement>(`#panel-${next}`)?.focus()
  }
  const props: TabProps = { widget, answer, values, set }
  return (
    <>
      <Picture widget={widget} answer={answer} />
      <div ref={list} role="tablist" aria-label={text('panel.tabs')} className={styles['tabs']} onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map((name) => (
          <button
            key={name}
            id={`panel-${name}`}
            type="button"
            role="tab"
            aria-selected={name === tab}
            aria-controls="panel-body"
            tabIndex={name === tab ? 0 : -1}
            className={styles['tab']}
            onClick={() => onTab(name)}
          >
            {text(`panel.tab.${name}`)}
          </button>
        ))}
      </div>
      <div id="panel-body" role="tabpanel" aria-labelledby={`panel-${tab}`} className={styles['body']}>
        {tab === 'data' && <DataTab {...props} />}
        {tab === 'view' && <ViewTab {...props} />}
        {tab === 'limits' && <LimitsTab {...props} />}
        {tab === 'links' && <LinksTab {...props} />}
        {tab === 'who' && <WhoTab widget={widget} set={set} />}
      </div>
    </>
  )
}

/** The widget in small, from the answer it has. */
function Picture({ widget, answer }: { readonly widget: Widget; readonly answer: PanelAnswer }) {
  const { range, now } = useRange()
  const [zone] = useZone()
  const context = { range, now, zone }
  const view = viewOf(widget.view.kind)
  const prepared = answer.picture && applyChain(answer.picture, widget.lenses, context)
  const fits = view && prepared && 'frame' in prepared && 'score' in view.accepts(prepared.frame)
  return (
    <div className={styles['picture']} data-old={(answer.fault && answer.picture !== undefined) || undefined} aria-hidden>
      {fits && <Thumbnail view={view} frame={prepared.frame} options={widget.view.options} widget={widget} context={context} size={pictureSize} />}
    </div>
  )
}
