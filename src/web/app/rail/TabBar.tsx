import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import type { MenuEntry } from '#web/ui/popup/menu-entry.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { goTo, usePlace } from '#web/url/use-url.ts'
import { mayOf, useMe } from '#web/api/me-query.ts'
import { useAccountEntries } from '../person/use-account-entries.ts'
import { adminPages, heldRoles, isAt, pagesFor } from './main-pages.ts'
import { SettingsMenu } from './SettingsMenu.tsx'
import styles from './TabBar.module.css'

/** The rail of a phone: at the bottom, under the thumb. */
export function TabBar({ onFind, onKeys }: { readonly onFind: () => void; readonly onKeys: () => void }) {
  const text = useText()
  const [place] = usePlace()
  const me = useMe()
  const account = useAccountEntries()
  // There is no room for a head of its own under the thumb: these stand with what is the person's own.
  const admin = me ? adminPages.filter(({ right }) => mayOf(me, right)) : []
  const administration: readonly MenuEntry[] =
    admin.length === 0
      ? []
      : [
          { line: 'administration' },
          { head: text('nav.administration') },
          ...admin.map(({ to, icon, words }) => ({ id: to.page, label: text(words), icon, onSelect: () => goTo(to) })),
        ]
  const pages = pagesFor(heldRoles(me), place)
  const aside = pages.filter(({ thumb }) => !thumb)
  const elsewhere: readonly MenuEntry[] = [
    ...aside.map(({ to, icon, words }) => ({ id: to.page, label: text(words), icon, onSelect: () => goTo(to) })),
    { line: 'account' },
  ]
  const yours = place.page === 'account' || aside.some(({ to }) => isAt(place, to.page)) || admin.some(({ to }) => isAt(place, to.page))
  const home = place.page === 'home'
  return (
    <nav aria-label={text('nav.main')} className={styles['tabs']}>
      <PlaceLink to={{ page: 'home' }} aria-current={home ? 'page' : undefined} className={styles['tab']}>
        <Icon name="home" size={22} />
        {text('nav.home')}
      </PlaceLink>
      {pages
        .filter(({ thumb }) => thumb)
        .map(({ to, icon, words }) => (
          <PlaceLink key={to.page} to={to} aria-current={isAt(place, to.page) ? 'page' : undefined} className={styles['tab']}>
            <Icon name={icon} size={22} />
            {text(words)}
          </PlaceLink>
        ))}
      <button type="button" className={styles['tab']} onClick={onFind}>
        <Icon name="find" size={22} />
        {text('nav.findShort')}
      </button>
      <SettingsMenu onKeys={onKeys} before={[...elsewhere, ...account, ...administration]}>
        <button type="button" className={styles['tab']} aria-current={yours ? 'page' : undefined}>
          <Icon name={me ? 'person' : 'settings'} size={22} />
          {text(me ? 'nav.you' : 'nav.settings')}
        </button>
      </SettingsMenu>
    </nav>
  )
}
