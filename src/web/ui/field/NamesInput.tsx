import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '../icon/Icon.tsx'
import type { FieldParts } from './Field.tsx'
import styles from './NamesInput.module.css'

export interface NamesInputProps {
  readonly parts: FieldParts
  readonly names: readonly string[]
  readonly onChange: (names: readonly string[]) => void
  /** Names known already, offered while typing. */
  readonly known?: readonly string[]
  readonly readOnly?: boolean
}

/** Several short names. Enter or a comma takes the typed one, Backspace in the empty field gives the last one back. */
export function NamesInput({ parts, names, onChange, known = [], readOnly = false }: NamesInputProps) {
  const text = useText()
  const list = useId()
  const [typed, setTyped] = useState('')
  const take = (word: string): void => {
    const more = word
      .split(',')
      .map((w) => w.trim())
      .filter((w) => w !== '' && !names.includes(w))
    if (more.length > 0) onChange([...names, ...new Set(more)])
    setTyped('')
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if ((event.key === 'Enter' || event.key === ',') && typed.trim() !== '') {
      event.preventDefault()
      take(typed)
    } else if (event.key === 'Backspace' && typed === '' && names.length > 0) {
      event.preventDefault()
      setTyped(names.at(-1) ?? '')
      onChange(names.slice(0, -1))
    }
  }
  return (
    <div className={styles['box']} data-off={readOnly || undefined}>
      {names.map((name) => (
        <span key={name} className={styles['name']}>
          <span dir="auto">{name}</span>
          {!readOnly && (
            <button type="button" aria-label={text('form.removeName', { name })} onClick={() => onChange(names.filter((n) => n !== name))}>
              <Icon name="close" size={12} />
            </button>
          )}
        </span>
      ))}
      {readOnly ? (
        names.length === 0 && <span className={styles['none']}>{text('form.none')}</span>
      ) : (
        <input
          {...parts}
          list={list}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => take(typed)}
        />
      )}
      <datalist id={list}>
        {known
          .filter((name) => !names.includes(name))
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </datalist>
    </div>
  )
}
