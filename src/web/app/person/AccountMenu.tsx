import type { Me } from '#contract/identity.ts'
import { useText } from '#web/i18n/text.ts'
import { Menu } from '#web/ui/popup/Menu.tsx'
import rail from '../rail/Rail.module.css'
import { initialsOf } from './initials.ts'
import { useAccountEntries } from './use-account-entries.ts'
import styles from './Person.module.css'

export const roleNameOf = (me: Me): string | undefined => me.roles.find((r) => r.id === me.active)?.name ?? me.roles[0]?.name

/** The person at the foot of the rail: who they are, the role that counts now, and the way out. */
export function AccountMenu({ me, slim }: { readonly me: Me; readonly slim: boolean }) {
  const text = useText()
  const items = useAccountEntries()
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
              {roleNameOf(me) ?? text('account.noRole')}
            </span>
          </span>
        </button>
      }
    />
  )
}
