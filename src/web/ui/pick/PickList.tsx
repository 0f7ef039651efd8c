import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { cls } from '../cls.ts'
import { Icon } from '../icon/Icon.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { ranked } from './rank.ts'
import styles from './PickList.module.css'

export interface PickOption {
  readonly value: string
  readonly label: string
  /** Also searched, but not shown first. */
  readonly also?: string | undefined
  readonly hint?: string | undefined
  readonly mark?: ReactNode
  /** Head the option stands under. */
  readonly group?: string | undefined
}

export interface PickListProps {
  /** Name of the search field. */
  readonly label: string
  readonly options: readonly PickOption[]
  readonly chosen?: readonly string[]
  /** Several may be chosen; the list stays open. */
  readonly multi?: boolean
  readonly onPick: (value: string) => void
  /** Words when nothing fits. */
  readonly none: (query: string) => string
  /** Offers what was typed itself. */
  readonly typed?: ((query: string) => string) | undefined
  readonly foot?: ReactNode
  readonly big?: boolean
}

/** More rows than anybody reads; the rest is found by typing. */
const most = 200

/** The best first, but what belongs under one head stays together. */
function shownFor(options: readonly PickOption[], query: string): readonly PickOption[] {
  const fitting = ranked(options, query, (o) => (o.also ? `${o.label} ${o.also}` : o.label))
  const heads = [...new Set(fitting.map((o) => o.group))]
  return heads.length < 2 ? fitting : heads.flatMap((head) => fitting.filter((o) => o.group === head))
}

/** What fits the query, and what was typed itself where that is offered. */
function foundFor(options: readonly PickOption[], query: string, typed: PickListProps['typed']): readonly PickOption[] {
  const fitting = shownFor(options, query)
  const word = query.trim()
  return typed && word && !options.some((o) => o.value === word) ? [...fitting, { value: word, label: typed(word) }] : fitting
}

/** A search field over a list. Arrows move, Enter picks, focus stays in the field. */
export function PickList({ label, options, chosen = [], multi = false, onPick, none, typed, foot, big = false }: PickListProps) {
  const text = useText()
  const id = useId()
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query)
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const found = useMemo(() => foundFor(options, asked, typed), [options, asked, typed])
  const shown = found.slice(0, most)
  const at = Math.min(active, shown.length - 1)

  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = at + step
      setActive(Math.abs(step) === 1 ? (next + shown.length) % Math.max(1, shown.length) : Math.max(0, Math.min(shown.length - 1, next)))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      // Whoever types faster than the list is drawn means what they typed, not what stood there before.
      const option = asked === query ? shown[at] : foundFor(options, query, typed)[0]
      if (option) onPick(option.value)
    }
  }

  return (
    <div className={cls(styles['pick'], big && styles['big'])}>
      <div className={styles['field']}>
        <Icon name="find" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}l`}
          aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      {/* A <select> cannot be searched, grouped or marked. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div id={`${id}l`} role="listbox" aria-label={label} aria-multiselectable={multi || undefined} className={styles['list']} tabIndex={-1}>
        {shown.map((option, i) => (
          <Row
            key={option.value}
            option={option}
            id={`${id}-${i}`}
            head={option.group !== shown[i - 1]?.group ? option.group : undefined}
            active={i === at}
            chosen={chosen.includes(option.value)}
            onPick={onPick}
            onPoint={() => setActive(i)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className={styles['none']}>{none(asked)}</p>}
      {found.length > most && <p className={styles['none']}>{text('variable.rest', { count: found.length - most })}</p>}
      <VisuallyHidden>
        <output>{asked ? text('palette.count', { count: found.length }) : ''}</output>
      </VisuallyHidden>
      {foot}
    </div>
  )
}

interface RowProps {
  readonly option: PickOption
  readonly id: string
  readonly head: string | undefined
  readonly active: boolean
  readonly chosen: boolean
  readonly onPick: (value: string) => void
  readonly onPoint: () => void
}

function Row({ option, id, head, active, chosen, onPick, onPoint }: RowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <>
      {head && (
        <div className={styles['head']} role="presentation">
          {head}
        </div>
      )}
      {/* Keys are the search field's: focus never leaves it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
      <div
        ref={row}
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="option"
        aria-selected={chosen}
        data-active={active || undefined}
        className={styles['option']}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onPick(option.value)}
        onPointerMove={onPoint}
      >
        {option.mark}
        <span className={styles['label']} dir="auto">
          {option.label}
        </span>
        {option.hint && <span className={styles['hint']}>{option.hint}</span>}
        {chosen && <Icon name="check" size={14} />}
      </div>
    </>
  )
}
