import type { SortName } from '#contract/observations.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import type { ListPageName } from './kinds.ts'
import { listKinds } from './kinds.ts'
import { isDownFirst } from './list-address.ts'
import type { ListLook } from './list-address.ts'
import { columnWords } from './words.ts'
import styles from './List.module.css'

/** Columns in their order. */
export const columns = ['severity', 'title', 'service', 'site', 'owner', 'status', 'start'] as const satisfies readonly SortName[]

interface HeadsProps {
  readonly look: ListLook
  readonly change: (change: Partial<ListLook>) => void
  readonly kind: ListPageName
}

/** Names of the columns; each orders the list, pressed again the other way round. */
export function Heads({ look, change, kind }: HeadsProps) {
  const text = useText()
  return (
    <div role="rowgroup" className={styles['heads']}>
      <div role="row" aria-rowindex={1} className={styles['row']}>
        {columns.map((name) => {
          const isOn = look.sort === name
          return (
            <div key={name} role="columnheader" data-col={name} aria-sort={isOn ? (look.down ? 'descending' : 'ascending') : undefined}>
              <button
                type="button"
                className={styles['sort']}
                data-on={isOn || undefined}
                onClick={() => change({ sort: name, down: isOn ? !look.down : isDownFirst(name) })}
              >
                {text(columnWords(name, listKinds[kind].kind))}
                <Icon name={isOn && look.down ? 'down' : 'up'} size={12} />
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}
