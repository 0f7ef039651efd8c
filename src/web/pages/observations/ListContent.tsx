import { useCallback, useEffect, useRef } from 'react'
import { useText } from '#web/i18n/text.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Facetted } from '#web/ui/facets/Facetted.tsx'
import { TypedSearch } from '#web/ui/facets/TypedSearch.tsx'
import { Select } from '#web/ui/field/Input.tsx'
import { useKey } from '#web/ui/keys.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { sortNames } from '#contract/observations.ts'
import type { Facet } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import type { ListKind } from './kinds.ts'
import { isDownFirst } from './list-address.ts'
import type { ListContentProps } from './list-props.ts'
import { NoRows } from './NoRows.tsx'
import { Rows } from './Rows.tsx'
import { columnWords, facetWords } from './words.ts'
import { mostRows } from './use-list.ts'
import styles from './List.module.css'

/** Facets, search and rows of a list. */
export function ListContent({ name, own, look, change, list }: ListContentProps) {
  const text = useText()
  const { data, error, refetch, rows, isOld } = list
  const search = useRef<HTMLDivElement>(null)
  const find = (): void => search.current?.querySelector('input')?.focus()
  useKey('/', find)
  const onSearch = useCallback((q: string) => change({ q }, true), [change])
  const groups = (data?.facets ?? []).map((facet) => ({
    name: facet.name,
    label: text(facet.name === 'severity' && own.kind === 'change' ? 'observing.facet.risk' : `observing.facet.${facet.name}`),
    values: inOrder(facet).map(({ value, count }) => ({ value, count, label: facetWords(text, { name: facet.name, kind: own.kind }, value) })),
  }))
  const found = data ? text(`observing.found.${name}`, { n: data.found }) : ''
  const tools = (
    <>
      <Show look={look} kind={own.kind} change={change} />
      <div className={styles['search']} ref={search}>
        <TypedSearch label={text('observing.find')} q={look.q} onSearch={onSearch} />
      </div>
      <output className={styles['found']}>{found}</output>
    </>
  )
  if (!data && error) return <FaultFace title={text('observing.failed')} error={error} onRetry={() => void refetch()} />
  return (
    <Facetted
      groups={groups}
      choice={look.choice}
      onChoice={(choice) => change({ choice })}
      tools={tools}
      more={<SortSelect look={look} change={change} kind={own.kind} />}
      found={found}
    >
      {!data && <RowsSkeleton rows={12} />}
      {data && <Notes list={list} own={own} />}
      {data && rows.rows.length === 0 && <NoRows name={name} look={look} change={change} data={data} onRetry={() => void refetch()} />}
      {data && rows.rows.length > 0 && (
        <div className={styles['held']} data-old={isOld || undefined} aria-busy={isOld}>
          <Rows name={name} look={look} change={change} list={list} onFind={find} />
        </div>
      )}
    </Facetted>
  )
}

/** Severities have an order of their own; everything else stands by how many there are. */
const inOrder = ({ name, values }: Facet): Facet['values'] =>
  name === 'severity' ? values.toSorted((a, b) => severities.findIndex((s) => s === a.value) - severities.findIndex((s) => s === b.value)) : values

/** What goes on, or everything of the range. */
function Show({ look, kind, change }: Pick<ListContentProps, 'look' | 'change'> & { readonly kind: ListKind['kind'] }) {
  const text = useText()
  return (
    <div className={styles['switch']} role="group" aria-label={text('observing.show')}>
      {(['open', 'all'] as const).map((show) => (
        <button key={show} type="button" aria-pressed={look.show === show} onClick={() => change({ show })}>
          {text(show === 'all' ? 'observing.showAll' : kind === 'change' ? 'observing.showUnderWay' : 'observing.showOpen')}
        </button>
      ))}
    </div>
  )
}

/** Where there are no column heads. */
function SortSelect({ look, change, kind }: Pick<ListContentProps, 'look' | 'change'> & { readonly kind: ListKind['kind'] }) {
  const text = useText()
  return (
    <label className={styles['sorting']}>
      <span>{text('observing.sort')}</span>
      <Select
        value={look.sort}
        onChange={(event) => {
          const sort = sortNames.find((it) => it === event.target.value) ?? look.sort
          change({ sort, down: isDownFirst(sort) })
        }}
      >
        {sortNames.map((it) => (
          <option key={it} value={it}>
            {text(columnWords(it, kind))}
          </option>
        ))}
      </Select>
    </label>
  )
}

/** What one has to know of the list: who is silent, what was left out, what waits. */
function Notes({ list, own }: Pick<ListContentProps, 'list' | 'own'>) {
  const text = useText()
  const announce = useAnnounce()
  const { data, error, rows } = list
  const { fresh, gone, show } = rows
  const key = fresh > 0 && gone.size > 0 ? 'observing.waitsBoth' : fresh > 0 ? 'observing.waitsNew' : 'observing.waitsGone'
  const waits = fresh > 0 || gone.size > 0 ? text(key, { fresh, gone: gone.size }) : ''
  const said = useRef('')
  useEffect(() => {
    if (waits !== '' && waits !== said.current) announce(waits)
    said.current = waits
  }, [waits, announce])
  if (!data) return null
  const beyond = data.total > data.read
  return (
    <>
      {data.state === 'partial' && (
        <p className={styles['note']} role="status">
          <StatusMark mark="warning" silent />
          {text('observing.silent', { n: data.silent.length, names: data.silent.join(', ') })}
        </p>
      )}
      {error && (
        <p className={styles['note']} role="status">
          <StatusMark mark="warning" silent />
          {text('observing.old')}
        </p>
      )}
      {beyond && <p className={styles['note']}>{text('observing.beyond', { read: data.read, total: data.total })}</p>}
      {own.aheadMs > 0 && <p className={styles['note']}>{text('observing.ahead')}</p>}
      {data.found > mostRows && <p className={styles['note']}>{text('observing.most', { most: mostRows, found: data.found })}</p>}
      {/* Always there, so that the rows do not move when something comes. */}
      <div className={styles['waits']}>
        {waits !== '' && (
          <Button size="small" icon="up" onClick={show}>
            {waits}
          </Button>
        )}
      </div>
    </>
  )
}
