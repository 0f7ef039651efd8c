import type { Share } from '#contract/access.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Select } from '../../ui/field/Input.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import styles from '../../ui/share/Share.module.css'
import { subjectIcon } from '../../ui/share/use-subjects.ts'

interface ShareRowProps {
  readonly share: Share
  readonly name: string
  readonly fixed: boolean
  /** Undefined: no longer shared. */
  readonly onChange: (share: Share | undefined) => void
}

/** Somebody it is shared with, and how. */
export function ShareRow({ share, name, fixed, onChange }: ShareRowProps) {
  const text = useText()
  return (
    <li className={styles['row']}>
      <Icon name={subjectIcon[share.to.kind]} />
      <span className={styles['who']} dir="auto">
        {name}
      </span>
      {fixed ? (
        <span>{text(`share.as.${share.as}`)}</span>
      ) : (
        <>
          <Select
            className={styles['as'] ?? ''}
            aria-label={text('share.how', { name })}
            value={share.as}
            onChange={(event) => onChange({ ...share, as: event.target.value === 'edit' ? 'edit' : 'view' })}
          >
            <option value="view">{text('share.as.view')}</option>
            <option value="edit">{text('share.as.edit')}</option>
          </Select>
          <IconButton icon="close" size="small" label={text('share.stop', { name })} onClick={() => onChange(undefined)} />
        </>
      )}
    </li>
  )
}
