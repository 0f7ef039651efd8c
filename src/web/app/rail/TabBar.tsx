import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { usePlace } from '#web/url/use-url.ts'
import { useMe } from '#web/api/me-query.ts'
import { useAccountEntries } from '../person/use-account-entries.ts'
import { isAt, mainPages } from './main-pages.ts'
import { SettingsMenu } from './SettingsMenu.tsx'
import styles from './TabBar.module.css'

/** The rail of a phone: at the bottom, under the thumb. */
export function TabBar({ onFind, onKeys }: { readonly onFind: () => void; readonly onKeys: () => void }) {
  const text = useText()
  const [place] = usePlace()
  const me = useMe()
  const account = useAccountEntries()
  const home = place.page === 'home'
  return (
    <nav aria-label={text('nav.main')} className={styles['tabs']}>
      <PlaceLink to={{ page: 'home' }} aria-current={home ? 'page' : undefined} className={styles['tab']}>
        <Icon name="home" size={22} />
        {text('nav.home')}
      </PlaceLink>
      {mainPages.map(({ to, icon, words }) => (
        <PlaceLink key={to.page} to={to} aria-current={isAt(place, to.page) ? 'page' : undefined} className={styles['tab']}>
          <Icon name={icon} size={22} />
          {text(words)}
        </PlaceLink>
      ))}
      <button type="button" className={styles['tab']} onClick={onFind}>
        <Icon name="find" size={22} />
        {text('nav.findShort')}
      </button>
      <SettingsMenu onKeys={onKeys} before={account}>
        <button type="button" className={styles['tab']}>
          <Icon name={me ? 'person' : 'settings'} size={22} />
          {text(me ? 'nav.you' : 'nav.settings')}
        </button>
      </SettingsMenu>
    </nav>
  )
}
