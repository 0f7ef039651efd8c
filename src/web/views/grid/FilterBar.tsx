import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import styles from './grid.module.css'

/** Says that not every row is shown, and how to see them again. */
export function FilterBar({ shown, of, onClear }: { readonly shown: number; readonly of: number; readonly onClear: () => void }) {
  const text = useText()
  return (
    <div className={styles['filterBar']} role="status">
      <span>{text('grid.filtered', { shown, of })}</span>
      <Button kind="quiet" size="small" onClick={onClear}>
        {text('grid.showAll')}
      </Button>
    </div>
  )
}
