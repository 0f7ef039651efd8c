import { Suspense, useEffect, useRef, useState } from 'react'
import type { Section } from '#contract/dashboard.ts'
import { spoken } from '../i18n/spoken.ts'
import { useShippedWords } from '../i18n/shipped.ts'
import { useText } from '../i18n/text.ts'
import { IconButton } from '../ui/Button.tsx'
import { Input } from '../ui/field/Input.tsx'
import { Icon } from '../ui/icon/Icon.tsx'
import { Menu } from '../ui/popup/Menu.tsx'
import type { MenuEntry } from '../ui/popup/menu-entry.ts'
import { useCanvas, useCanvasUi } from './canvas-ui.ts'
import { useFolded } from './folded.ts'
import styles from './SectionHead.module.css'

const OnlyFor = spoken(['sharing'], () => import('../widgets/OnlyFor.tsx'))

export interface SectionHeadProps {
  readonly section: Section
  readonly index: number
  readonly count: number
  readonly editing: boolean
}

/** Name of a section, whether it is open, and, while editing, what can be done with it. */
export function SectionHead({ section, index, count, editing }: SectionHeadProps) {
  const text = useText()
  const { edit, ui } = useCanvas()
  const [naming, setNaming] = useState(false)
  const [folded, fold] = useFolded(section)
  const { id } = section
  const title = useShippedWords().section(section)
  const name = title || text('canvas.section', { number: index + 1 })
  const mine = useCanvasUi((now) => now.mine)
  const add: MenuEntry = { id: 'add', icon: 'plus', label: text('canvas.addWidget'), onSelect: () => ui.setState({ dialog: { is: 'picker', section: id } }) }
  const whole: readonly MenuEntry[] = [
    { id: 'name', icon: 'edit', label: text('section.rename'), onSelect: () => setNaming(true) },
    add,
    {
      id: 'up',
      icon: 'up',
      label: text('section.up'),
      onSelect: () => edit({ do: 'moveSection', id, index: index - 1 }),
      ...(index === 0 && { off: text('section.first') }),
    },
    {
      id: 'down',
      icon: 'down',
      label: text('section.down'),
      onSelect: () => edit({ do: 'moveSection', id, index: index + 1 }),
      ...(index === count - 1 && { off: text('section.last') }),
    },
    { id: 'who', icon: 'lock', label: text('section.who'), onSelect: () => ui.setState({ dialog: { is: 'who', section: id } }) },
    { line: 'end' },
    {
      id: 'remove',
      icon: 'bin',
      label: text('section.remove'),
      onSelect: () => edit({ do: 'removeSection', id }),
      ...(count === 1 && { off: text('section.only') }),
    },
  ]
  return (
    <header className={styles['head']}>
      <button
        type="button"
        className={styles['fold']}
        aria-expanded={!folded}
        onClick={() => (editing ? edit({ do: 'setSection', id, prop: 'collapsed', value: folded ? undefined : true }) : fold(!folded))}
      >
        <Icon name={folded ? 'right' : 'down'} size={14} />
        {naming ? null : <h2 className={styles['name']}>{name}</h2>}
      </button>
      {naming && <NameField id={id} name={title} onDone={() => setNaming(false)} />}
      {folded && <span className={styles['count']}>{text('section.widgets', { count: section.widgets.length })}</span>}
      {section.visibleTo && (
        <Suspense>
          <OnlyFor rule={section.visibleTo} />
        </Suspense>
      )}
      {editing && (
        <span className={styles['tools']}>
          <Menu items={mine ? [add] : whole} trigger={<IconButton size="small" icon="dots" label={text('section.actions', { name })} />} />
        </span>
      )}
    </header>
  )
}

/** Typing renames at once and is one undo step; Enter and Escape end it. */
function NameField({ id, name, onDone }: { readonly id: string; readonly name: string; readonly onDone: () => void }) {
  const text = useText()
  const { edit } = useCanvas()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const [token] = useState(() => `section ${id} ${Math.random()}`)
  return (
    <Input
      className={styles['field'] ?? ''}
      aria-label={text('section.name')}
      ref={field}
      maxLength={200}
      defaultValue={name}
      onChange={(event) => edit({ do: 'setSection', id, prop: 'title', value: event.target.value }, token)}
      onBlur={onDone}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && onDone()}
    />
  )
}
