import { useText } from '../../i18n/text.ts'
import styles from './EditBar.module.css'

/** For whom changes count: everybody, once published, or only whoever makes them. */
export function ScopeSwitch({ mine, onChange }: { readonly mine: boolean; readonly onChange: () => void }) {
  const text = useText()
  return (
    <div role="radiogroup" aria-label={text('layer.scope')} className={styles['devices']} data-keep="">
      {[false, true].map((own) => (
        <label
          key={String(own)}
          className={styles['device']}
          data-on={own === mine || undefined}
          title={text(own ? 'layer.forMeMeaning' : 'layer.forAllMeaning')}
        >
          <input type="radio" name="scope" checked={own === mine} onChange={onChange} />
          {text(own ? 'layer.forMe' : 'layer.forAll')}
        </label>
      ))}
    </div>
  )
}
