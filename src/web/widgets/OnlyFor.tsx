import type { VisibleTo } from '#contract/dashboard.ts'
import { narrows } from '#core/policy/visible.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from '../ui/icon/Icon.tsx'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { useRuleWords } from './use-rule-words.ts'
import styles from './OnlyFor.module.css'

/** Marks what is not for everybody, for those who see it. */
export default function OnlyFor({ rule }: { readonly rule: VisibleTo }) {
  const text = useText()
  const words = useRuleWords()
  if (!narrows(rule)) return null
  const { names, condition } = words(rule)
  return (
    <span className={styles['mark']} title={text('who.mark', { condition })}>
      <Icon name="lock" size={12} />
      <span aria-hidden className={styles['names']} dir="auto">
        {names}
      </span>
      <VisuallyHidden>{text('who.onlyFor', { names })}</VisuallyHidden>
    </span>
  )
}
