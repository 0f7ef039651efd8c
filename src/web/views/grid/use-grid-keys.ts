import type { KeyboardEvent } from 'react'
import { useLanguage } from '#web/i18n/text.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'

import { headOf, textAt } from './cell.ts'
import { minWidth } from './column-widths.ts'
import { copyText } from './copy-text.ts'
import { moveCell } from './move-cell.ts'
import type { Place } from './move-cell.ts'

import type { Column } from './shape.ts'
import type { GridModel } from './use-grid-model.ts'
import type { ThingActs } from '../view.ts'
import { openBelow } from './GridRow.tsx'
import type { GridTable } from './use-grid-table.ts'

interface KeyTargets {
  readonly model: GridModel
  readonly table: GridTable
  readonly acts: ThingActs | undefined
  readonly at: Place
  /** Rows a page holds. */
  readonly page: number
  readonly goTo: (to: Place) => void
}

const resizeStep = 16
const isMenuKey = (event: KeyboardEvent): boolean =>
  event.key === 'ContextMenu' || (event.altKey && event.key === 'ArrowDown') || (event.shiftKey && event.key === 'F10')
const cellAt = (event: KeyboardEvent, at: Place, inside: string): HTMLElement | null =>
  event.currentTarget.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"] ${inside}`)

/**
 * Keys of the grid. In a head: Enter sorts, with Shift as a further column; Shift and arrows set the width; Alt and down
 * opens the menu. In a cell: Enter follows its link or picks its value, or else opens what can be done about its row, as the
 * menu key does anywhere; Ctrl C copies it.
 */
export function useGridKeys({ model, table, acts, at, page, goTo }: KeyTargets): (event: KeyboardEvent) => void {
  const announce = useAnnounce()
  const { dir, text } = useLanguage()
  const rtl = dir === 'rtl'
  const { columns, rows, writer, change } = model

  const widthOf = (c: Column): number => Math.round(table.getColumn(c.id)?.getSize() ?? minWidth)
  const resizeBy = (column: Column, px: number): void => {
    const next = Math.max(minWidth, widthOf(column) + px)
    change({ widths: columns.map((c) => ({ field: c.id, px: c === column ? next : widthOf(c) })) })
    announce(text('grid.widthIs', { column: headOf(column, text), px: next }))
  }
  const headKey = (event: KeyboardEvent, column: Column): boolean => {
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      resizeBy(column, (event.key === 'ArrowRight') === !rtl ? resizeStep : -resizeStep)
    else if (event.key === 'Enter' || event.key === ' ') table.getColumn(column.id)?.toggleSorting(undefined, event.shiftKey)
    else if (isMenuKey(event)) cellAt(event, at, '[data-menu]')?.click()
    else return false
    return true
  }
  const copy = async (words: string): Promise<void> => {
    const done = await copyText(words)
    announce(text(done ? 'grid.copied' : 'grid.notCopied', { value: words }))
  }
  const openActs = (event: KeyboardEvent, row: number): boolean => {
    if (!acts?.can({ row }) || !(event.target instanceof HTMLElement)) return false
    openBelow(acts, row, event.target)
    return true
  }
  const cellKey = (event: KeyboardEvent, column: Column): boolean => {
    const row = rows[at.row]
    if (row === undefined) return false
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && !getSelection()?.toString()) void copy(textAt(column, row, writer))
    else if (isMenuKey(event) && event.key !== 'ArrowDown') return openActs(event, row)
    else if (event.key === 'Enter') {
      const own = cellAt(event, at, ':is(a, button)')
      if (own) own.click()
      else return openActs(event, row)
    } else return false
    return true
  }
  return (event) => {
    // Keys inside a menu, a filter or a link of the grid are theirs.
    if (!(event.target instanceof Element) || !event.target.hasAttribute('data-cell')) return
    const column = columns[at.column]
    if (!column) return
    if (at.row < 0 ? headKey(event, column) : cellKey(event, column)) {
      event.preventDefault()
      return
    }
    const to = moveCell(at, { key: event.key, ctrl: event.ctrlKey || event.metaKey }, { rows: rows.length, columns: columns.length, page, rtl })
    if (!to || event.altKey) return
    event.preventDefault()
    goTo(to)
  }
}
