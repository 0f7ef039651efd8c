import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import styles from './grid.module.css'

/** Says that not every row is shown, and how to see them again. */
export function FilterBar({ shown, of, onClear }: { readonly shown: number; readonly of: number; readonly onClear: () => void }) {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles['filterBar']} role="status">
      <span>{text('grid.filtered', { shown: format.value(shown), all: format.value(of), of })}</span>
      <Button kind="quiet" size="small" onClick={onClear}>
        {text('grid.showAll')}
      </Button>
    </div>
  )
}
