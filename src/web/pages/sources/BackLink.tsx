import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import styles from './Sources.module.css'

export function BackLink() {
  const text = useText()
  return (
    <PlaceLink to={{ page: 'sources' }} className={styles['back']}>
      <Icon name="left" size={14} />
      {text('sources.all')}
    </PlaceLink>
  )
}
