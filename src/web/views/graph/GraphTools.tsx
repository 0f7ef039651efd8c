import { useId, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import styles from './Graph.module.css'

export interface Finding {
  readonly words: string
  readonly matches: readonly string[]
  /** Index of the match in the middle of the picture. */
  readonly at: number
  readonly set: (words: string) => void
  readonly go: (step: 1 | -1) => void
  readonly close: () => void
}

export interface GroupFold {
  readonly name: string
  readonly size: number
  readonly folded: boolean
}

export interface GraphToolsProps {
  readonly finding: Finding | undefined
  readonly findRef: RefObject<HTMLInputElement | null>
  readonly groups: readonly GroupFold[]
  /** Height the list of groups may take. */
  readonly room: number
  readonly onFind: () => void
  readonly onFold: (names: readonly string[], folded: boolean) => void
  readonly onZoom: (factor: number) => void
  readonly onFit: () => void
  readonly onArrange: () => void
}

/** Find, fold and zoom by a click; shown on hover, on focus and on touch. */
export function GraphTools({ finding, findRef, groups, room, onFind, onFold, onZoom, onFit, onArrange }: GraphToolsProps) {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const tool = styles['tool']
  return (
    <>
      <div className={styles['tools']}>
        {finding ? (
          <Find finding={finding} findRef={findRef} />
        ) : (
          <IconButton size="small" icon="find" label={text('view.graph.find')} className={tool} onClick={onFind} />
        )}
        {groups.length > 0 && (
          <IconButton
            size="small"
            icon="dashboards"
            label={text('view.graph.groups')}
            className={tool}
            aria-expanded={isOpen}
            aria-controls={listId}
            onClick={() => setOpen((open) => !open)}
          />
        )}
        <IconButton size="small" icon="retry" label={text('view.graph.arrange')} className={tool} onClick={onArrange} />
        <IconButton size="small" icon="full" label={text('view.graph.fit')} className={tool} onClick={onFit} />
        <IconButton size="small" icon="minus" label={text('view.graph.zoomOut')} className={tool} onClick={() => onZoom(1 / 1.4)} />
        <IconButton size="small" icon="plus" label={text('view.graph.zoomIn')} className={tool} onClick={() => onZoom(1.4)} />
      </div>
      {isOpen && groups.length > 0 && <Groups id={listId} groups={groups} room={room} onFold={onFold} onClose={() => setOpen(false)} />}
    </>
  )
}

function Find({ finding, findRef }: { readonly finding: Finding; readonly findRef: RefObject<HTMLInputElement | null> }) {
  const text = useText()
  const countId = useId()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finding.go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') finding.close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles['find']}>
      <input
        ref={findRef}
        type="search"
        aria-label={text('view.graph.find')}
        aria-describedby={countId}
        placeholder={text('view.graph.find')}
        value={finding.words}
        onChange={(event) => finding.set(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <output id={countId}>{finding.words === '' ? '' : text('view.graph.found', { count: finding.matches.length, at: finding.at + 1 })}</output>
    </div>
  )
}

interface GroupsProps extends Pick<GraphToolsProps, 'groups' | 'onFold' | 'room'> {
  readonly id: string
  readonly onClose: () => void
}

function Groups({ id, groups, room, onFold, onClose }: GroupsProps) {
  const text = useText()
  const names = groups.map((g) => g.name)
  return (
    <fieldset
      id={id}
      className={styles['groups']}
      style={{ maxHeight: room }}
      aria-label={text('view.graph.groups')}
      {...{ onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && onClose() }}
    >
      {groups.map((group) => (
        <label key={group.name} className={styles['group']}>
          <input
            type="checkbox"
            checked={group.folded}
            aria-label={text('view.graph.fold', { group: group.name })}
            onChange={(event) => onFold([group.name], event.target.checked)}
          />
          <span>{group.name}</span>
          <small>{group.size}</small>
        </label>
      ))}
      <div className={styles['groupsFoot']}>
        <Button kind="quiet" size="small" onClick={() => onFold(names, true)}>
          {text('view.graph.foldAll')}
        </Button>
        <Button kind="quiet" size="small" onClick={() => onFold(names, false)}>
          {text('view.graph.openAll')}
        </Button>
      </div>
    </fieldset>
  )
}
