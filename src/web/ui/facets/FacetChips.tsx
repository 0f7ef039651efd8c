import { useText } from '#web/i18n/text.ts'
import { Icon } from '../icon/Icon.tsx'
import { toggled } from './choice.ts'
import type { FacetPanelProps } from './FacetPanel.tsx'
import styles from './Facets.module.css'

/** What the list is narrowed by; each can be taken back here. */
export function FacetChips({ groups, choice, onChoice }: FacetPanelProps) {
  const text = useText()
  const chips = Object.entries(choice).flatMap(([name, values]) => {
    const group = groups.find((one) => one.name === name)
    return values.map((value) => ({ name, value, facet: group?.label ?? name, label: group?.values.find((one) => one.value === value)?.label ?? value }))
  })
  if (chips.length === 0) return null
  return (
    <ul className={styles['chips']} aria-label={text('facets.chosen')}>
      {chips.map(({ name, value, facet, label }) => (
        <li key={`${name} ${value}`}>
          <button type="button" className={styles['chip']} onClick={() => onChoice(toggled(choice, name, value))}>
            <span className={styles['of']}>{facet}</span> <span dir="auto">{label}</span>
            <span className="hp-hidden">{text('facets.drop')}</span>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" className={styles['more']} onClick={() => onChoice({})}>
            {text('facets.clear')}
          </button>
        </li>
      )}
    </ul>
  )
}
