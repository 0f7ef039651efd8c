import type { Me } from '#contract/identity.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Menu } from '#web/ui/popup/Menu.tsx'
import rail from '../rail/Rail.module.css'
import { initialsOf } from './initials.ts'
import { useAccountEntries } from './use-account-entries.ts'
import styles from './Person.module.css'

const roleOf = (me: Me): Me['roles'][number] | undefined => me.roles.find((r) => r.id === me.active) ?? me.roles[0]

/** The person at the foot of the rail: who they are, the role that counts now, and the way out. */
export function AccountMenu({ me, slim }: { readonly me: Me; readonly slim: boolean }) {
  const text = useText()
  const words = useShippedWords()
  const items = useAccountEntries()
  const role = roleOf(me)
  return (
    <Menu
      align="start"
      items={items}
      trigger={
        <button type="button" className={rail['person']} data-tip={slim ? me.name : undefined}>
          <span className="hp-hidden">{text('account.menu')}</span>
          <span className={rail['badge']} aria-hidden>
            <span className={styles['initials']}>{initialsOf(me.name)}</span>
          </span>
          <span className={rail['word']}>
            <span className={rail['who']} dir="auto">
              {me.name}
            </span>
            <span className={rail['about']} dir="auto">
              {role ? words.role(role) : text('account.noRole')}
            </span>
          </span>
        </button>
      }
    />
  )
}
