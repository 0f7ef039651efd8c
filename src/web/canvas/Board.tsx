import { useMemo, useRef, useState } from 'react'
import type { Breakpoint, Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { newKey } from '../api/call.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/page/Empty.tsx'
import { goTo } from '../url/use-url.ts'
import type { WidgetActs } from '../widgets/acts.ts'
import { useBodySize } from '../widgets/body-size.ts'
import { useCanvas, useCanvasUi } from './canvas-ui.ts'
import { FoldingContext } from './folded.ts'
import type { Folding } from './folded.ts'
import { deviceWidth } from './grid/metrics.ts'
import type { Metrics } from './grid/metrics.ts'
import type { LayerMark } from '#core/dashboard/layer-apply.ts'
import { SectionBlock } from './SectionBlock.tsx'
import { emptySection } from '#core/dashboard/document.ts'
import styles from './Canvas.module.css'

export interface BoardProps {
  readonly doc: Dashboard
  readonly breakpoint: Breakpoint
  /** Set while another layout than the screen's own is edited. */
  readonly device: Breakpoint | undefined
  readonly metrics: Metrics
  readonly rtl: boolean
  readonly editing: boolean
  readonly values: VariableValues
  /** What this person changed, by widget. */
  readonly marks: ReadonlyMap<string, ReadonlySet<LayerMark>>
  /** Widgets nobody can answer yet. */
  readonly unmet: DashboardRecord['unmet']
  /** Only to be looked at. */
  readonly bare: boolean
  readonly acts: WidgetActs
  /** Absent for those who may only look. */
  readonly onEdit?: () => void
}

/** The sections of a dashboard, one below the other. */
export function Board({ doc, breakpoint, device, metrics, rtl, editing, values, marks, unmet, bare, acts, onEdit }: BoardProps) {
  const text = useText()
  const { edit, ui } = useCanvas()
  const mine = useCanvasUi((now) => now.mine)
  const board = useRef<HTMLDivElement>(null)
  const { width } = useBodySize(board)
  const [own, setOwn] = useState<Folding['own']>({})
  const folding = useMemo<Folding>(
    () => ({ own: editing ? {} : own, fold: (section, folded) => setOwn((all) => ({ ...all, [section]: folded })) }),
    [editing, own],
  )
  const add = (): void => {
    if (!editing) onEdit?.()
    // Asked for now, shown as soon as there is something to add to.
    ui.setState({ dialog: { is: 'picker' } })
  }
  const empty = doc.sections.every((s) => s.widgets.length === 0)
  return (
    <FoldingContext value={folding}>
      <div ref={board} className={styles['board']} style={editing && device ? { maxInlineSize: deviceWidth[device] } : undefined}>
        {empty && (
          <Empty title={text('canvas.empty')} words={text('canvas.emptyMeaning')}>
            {onEdit && (
              <Button kind="primary" icon="plus" onClick={add}>
                {text('canvas.addWidget')}
              </Button>
            )}
          </Empty>
        )}
        {!empty && !editing && unmet && doc.sections.every((s) => s.widgets.every((w) => unmet[w.id] !== undefined)) && (
          <Empty title={text('canvas.waits')} words={text('canvas.waitsMeaning')}>
            <Button onClick={() => goTo({ page: 'sources' })}>{text('canvas.waitsSources')}</Button>
          </Empty>
        )}
        {width > 0 &&
          (!empty || editing) &&
          doc.sections.map((section, index) => (
            <SectionBlock
              key={section.id}
              section={section}
              index={index}
              count={doc.sections.length}
              breakpoint={breakpoint}
              width={width}
              metrics={metrics}
              rtl={rtl}
              editing={editing}
              values={values}
              marks={marks}
              unmet={unmet}
              bare={bare}
              acts={acts}
            />
          ))}
        {editing && !mine && (
          <Button
            kind="quiet"
            icon="plus"
            className={styles['addSection']}
            onClick={() => edit({ do: 'addSection', section: emptySection(`s${newKey().slice(0, 11)}`, text('section.new')) })}
          >
            {text('section.add')}
          </Button>
        )}
      </div>
    </FoldingContext>
  )
}
