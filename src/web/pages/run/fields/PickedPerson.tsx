import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import styles from '../Look.module.css'

/** Somebody who was chosen, and how to choose again. */
export function PickedPerson({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const text = useText()
  return (
    <span className={styles['line']}>
      <Icon name="person" size={14} />
      <bdi>{name}</bdi>
      <IconButton icon="close" size="small" label={text('form.removeName', { name })} onClick={onRemove} />
    </span>
  )
}
