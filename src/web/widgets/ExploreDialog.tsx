import { useRef } from 'react'
import type { LensContext } from '#core/frame/lens.ts'
import { rowCount } from '#core/frame/shapes.ts'
import * as z from 'zod/mini'
import type { FrameAnswer } from '../api/frame-query.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/popup/Dialog.tsx'
import { useBodySize } from './body-size.ts'
import { csvOf } from './csv.ts'
import { useDrawing } from './view-drawing.ts'
import { viewOf } from './view-of.ts'
import type { View } from '../views/view.ts'
import styles from './ExploreDialog.module.css'

export interface ExploreProps {
  readonly title: string
  readonly answer: FrameAnswer
  readonly context: LensContext
  readonly onClose: () => void
}

function download(name: string, words: string): void {
  const url = URL.createObjectURL(new Blob([words], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'data'}.csv`
  link.click()
  URL.revokeObjectURL(url)
}

/** The answer as it came: every row and column, what was asked, and a file to take away. Nothing is asked again. */
export default function ExploreDialog({ title, answer, context, onClose }: ExploreProps) {
  const text = useText()
  const { frame } = answer
  const grid = viewOf('grid')
  return (
    <Dialog
      opened
      size="large"
      title={title}
      lead={text('explore.lead', { rows: rowCount(frame), columns: frame.fields.length, source: answer.source.name })}
      onClose={onClose}
      actions={<Button onClick={() => download(title, csvOf(frame))}>{text('explore.download')}</Button>}
    >
      {frame.meta?.executed && <pre className={styles['asked']}>{frame.meta.executed}</pre>}
      {grid && <Table view={grid} title={title} answer={answer} context={context} onClose={onClose} />}
    </Dialog>
  )
}

function Table({ view, title, answer, context }: ExploreProps & { readonly view: View }) {
  const box = useRef<HTMLDivElement>(null)
  const size = useBodySize(box)
  const drawing = useDrawing(view)
  const options = z.parse(view.options, {})
  return (
    <div ref={box} className={styles['table']}>
      {drawing.state === 'ready' && size.width > 0 && (
        <drawing.Drawing
          frame={answer.frame}
          options={options}
          size={size}
          range={context.range}
          now={context.now}
          zone={context.zone}
          title={title}
          thresholds={[]}
          mode="full"
        />
      )}
    </div>
  )
}
