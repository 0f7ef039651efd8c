import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useText } from '#web/i18n/text.ts'
import { useKey } from '#web/ui/keys.ts'
import { phone, useMedia } from '#web/ui/use-media.ts'
import { useTokenPx } from '#web/ui/use-tokens.ts'
import { keepPlace } from './kept-place.ts'
import type { ListContentProps } from './list-props.ts'
import { Heads } from './Heads.tsx'
import { moveFor } from './move.ts'
import { Row } from './Row.tsx'
import { addressNow } from './use-list.ts'
import styles from './List.module.css'

/** Rows before the end at which more are asked for. */
const early = 40
const cardPx = 76

interface RowsProps extends Pick<ListContentProps, 'name' | 'look' | 'change' | 'list'> {
  readonly onFind: () => void
}

/**
 * The rows in sight of a list as long as it likes. One stop for Tab; j and k or the arrows move among the rows, Enter opens.
 * Whoever opens one and comes back finds the row where it was.
 */
export function Rows({ name, look, change, list, onFind }: RowsProps) {
  const text = useText()
  const isNarrow = useMedia(phone)
  const token = useTokenPx('--hp-table-row', 34)
  const height = isNarrow ? cardPx : token
  const box = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  const { kept, limit, hasMore, more } = list
  const { rows, gone } = list.rows
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex((row) => row.id === kept?.id),
    ),
  )
  const at = Math.min(active, rows.length - 1)
  const wanted = useRef<number | undefined>(undefined)

  // Whatever stands above the rows may have grown since the last drawing; the same place twice sets nothing.
  // oxlint-disable-next-line react/exhaustive-deps -- measured after every drawing on purpose
  useLayoutEffect(() => {
    const top = box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0
    setMargin((old) => (Math.abs(old - top) < 1 ? old : top))
  })
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: margin,
    // The bar and the heads stand over the first rows, the tab bar of a phone over the last.
    scrollPaddingStart: isNarrow ? 60 : 90,
    scrollPaddingEnd: isNarrow ? 80 : 12,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return seen.includes(at) ? seen : [...seen, at].toSorted((a, b) => a - b)
    },
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  const items = virtual.getVirtualItems()

  const linkOf = (index: number): HTMLElement | null => box.current?.querySelector<HTMLElement>(`[data-row="${index}"] a[data-open]`) ?? null
  const goTo = (index: number): void => {
    setActive(index)
    virtual.scrollToIndex(index, { align: 'auto' })
    const link = linkOf(index)
    // One that is not drawn yet gets the focus with the drawing it sets off.
    if (link) link.focus({ preventScroll: true })
    else wanted.current = index
  }
  // At once after drawing: whoever holds the key down is not left behind.
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    const link = linkOf(wanted.current)
    if (!link) return
    wanted.current = undefined
    link.focus({ preventScroll: true })
  })

  const isPlaced = useRef(false)
  useLayoutEffect(() => {
    if (isPlaced.current || !box.current) return
    isPlaced.current = true
    const above = box.current.getBoundingClientRect().top + window.scrollY
    const index = kept ? rows.findIndex((row) => row.id === kept.id) : -1
    if (index >= 0) wanted.current = index
    const top = kept && index >= 0 ? above + index * height - kept.top : 0
    if (Math.abs(top - window.scrollY) > 1) window.scrollTo(0, top)
  }, [kept, rows, height])

  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - early) more()
  }, [hasMore, last, rows.length, more])

  useKey('j', () => goTo(at))
  useKey('k', () => goTo(at))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/') {
      event.preventDefault()
      return onFind()
    }
    const next = moveFor(event.key, at, rows.length)
    if (next === undefined) return
    event.preventDefault()
    goTo(next)
  }
  const onClick = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
    const index = Number(row?.getAttribute('data-row') ?? Number.NaN)
    const it = rows[index]
    if (it && row) keepPlace(addressNow(), { id: it.id, top: row.getBoundingClientRect().top, limit })
  }

  return (
    <div
      role="grid"
      tabIndex={-1}
      aria-label={text(`nav.${name}`)}
      aria-rowcount={rows.length + 1}
      className={`${styles['grid']} ${name === 'changes' ? styles['changes'] : ''}`}
      onKeyDown={onKeyDown}
      onClickCapture={onClick}
    >
      <Heads look={look} change={change} kind={name} />
      <div ref={box} role="rowgroup" className={styles['rows']} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <Row
                key={row.id}
                row={row}
                index={index}
                top={start - margin}
                height={height}
                isActive={index === at}
                isGone={gone.has(row.id)}
                onFocus={setActive}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
