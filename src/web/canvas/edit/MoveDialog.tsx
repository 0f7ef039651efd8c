import { useState } from 'react'
import type { Breakpoint } from '#contract/dashboard.ts'
import { sectionOf, widgetNamed } from '#core/dashboard/section.ts'
import { layoutAt } from '#core/layout/derive.ts'
import { columnsOf } from '#core/layout/grid.ts'
import type { Cell } from '#core/layout/grid.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Input, Select } from '../../ui/field/Input.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import { useCanvas } from '../canvas-ui.ts'
import { floorIn } from '../floor.ts'
import styles from './MoveDialog.module.css'

const mostRows = 200

interface Wanted extends Cell {
  readonly section: string
}

/** Limits of each number, so that what is typed is always a place on the grid. */
const limitsOf = (it: Wanted, breakpoint: Breakpoint, least: { readonly w: number; readonly h: number }) => {
  const cols = columnsOf[breakpoint]
  return { x: [1, Math.max(1, cols - it.w + 1)], y: [1, 10_000], w: [Math.min(least.w, it.w), cols], h: [Math.min(least.h, it.h), mostRows] } as const
}

/** Moving and sizing without dragging: section, column, row, width and height as numbers. */
export function MoveDialog({ widget: id, onClose }: { readonly widget: string; readonly onClose: () => void }) {
  const text = useText()
  const { doc, edit, breakpoint: at } = useCanvas()
  const breakpoint = at()
  const section = sectionOf(doc(), id)
  const words = useShippedWords()
  const widget = widgetNamed(doc(), id)
  const place = section && layoutAt(section, breakpoint).find((p) => p.id === id)
  const [wanted, setWanted] = useState<Wanted | undefined>(() => section && place && { ...place, section: section.id })
  if (!section || !widget || !place || !wanted) return null
  const limits = limitsOf(wanted, breakpoint, floorIn(section.widgets, columnsOf[breakpoint])(id))
  const wrong = (name: keyof typeof limits): boolean => {
    const shown = name === 'x' || name === 'y' ? wanted[name] + 1 : wanted[name]
    const [low, high] = limits[name]
    return !Number.isInteger(shown) || shown < low || shown > high
  }
  const names = ['x', 'y', 'w', 'h'] as const
  const ok = !names.some(wrong)
  const move = (): void => {
    if (!ok) return
    const { x, y, w, h } = wanted
    edit({ do: 'moveWidget', id, breakpoint, to: { x, y, w, h }, ...(wanted.section !== section.id && { section: wanted.section }) })
    onClose()
  }
  return (
    <Dialog
      opened
      size="small"
      title={text('move.title', { title: words.widget(widget).title })}
      lead={text('move.lead', { device: text(`canvas.device.${breakpoint}`) })}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" disabled={!ok} onClick={move}>
            {text('move.move')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          move()
        }}
      >
        {doc().sections.length > 1 && (
          <Field label={text('move.section')} className={styles['wide']}>
            {(parts) => (
              <Select {...parts} value={wanted.section} onChange={(event) => setWanted({ ...wanted, section: event.target.value })}>
                {doc().sections.map((s, i) => (
                  <option key={s.id} value={s.id}>
                    {words.section(s) || text('canvas.section', { number: i + 1 })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {names.map((name) => {
          const shift = name === 'x' || name === 'y' ? 1 : 0
          const [low, high] = limits[name]
          return (
            <Field key={name} label={text(`move.${name}`)} error={wrong(name) ? text('move.between', { low, high }) : undefined}>
              {(parts) => (
                <Input
                  {...parts}
                  type="number"
                  min={low}
                  max={high}
                  step={1}
                  value={Number.isNaN(wanted[name]) ? '' : wanted[name] + shift}
                  onChange={(event) => setWanted({ ...wanted, [name]: event.target.valueAsNumber - shift })}
                />
              )}
            </Field>
          )
        })}
        <button type="submit" hidden disabled={!ok}>
          {text('move.move')}
        </button>
      </form>
    </Dialog>
  )
}
