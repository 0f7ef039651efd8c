import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { Door } from '#contract/identity.ts'
import { locales } from '#locales/registry.ts'
import { pickLanguage } from '#web/i18n/LanguageProvider.tsx'
import { useText } from '#web/i18n/text.ts'
import { Select } from '#web/ui/field/Input.tsx'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { Logo } from '#web/ui/Logo.tsx'
import { usePreference } from '#web/ui/preference.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from './Door.module.css'

export interface DoorFrameProps {
  /** The one sentence of the page. */
  readonly title: string
  readonly lead?: string | undefined
  readonly look?: Door['look'] | undefined
  readonly wide?: boolean
  readonly children?: ReactNode
}

/** A hoist of signal flags: the first thing anybody sees of Homeport. */
const hoist = [0, 3, 6, 9, 12, 1, 7, 10]

/** Logo, the page's sentence, what the installation has to say, and its links. */
export function DoorFrame({ title, lead, look, wide = false, children }: DoorFrameProps) {
  const text = useText()
  const place = look?.title ?? text('app.name')
  useEffect(() => {
    document.title = `${title} · ${place}`
  }, [title, place])
  return (
    <div className={styles['door']}>
      <div className={styles['hoist']} aria-hidden>
        {hoist.map((pattern) => (
          <Flag key={pattern} id={`hoist-${pattern}`} pattern={pattern} size={24} />
        ))}
      </div>
      <main className={styles['main']} data-wide={wide || undefined}>
        <p className={styles['brand']}>
          {look?.logo === undefined ? <Logo size={28} /> : <img src={look.logo} alt="" className={styles['logo']} />}
          <span dir="auto">{place}</span>
        </p>
        <h1 className={styles['title']}>{title}</h1>
        {lead && <p className={styles['lead']}>{lead}</p>}
        {look?.status && (
          <p className={styles['status']}>
            <StatusMark mark={look.status.mark} />
            <span dir="auto">{look.status.text}</span>
          </p>
        )}
        {look?.message !== undefined && (
          <p className={styles['message']} dir="auto">
            {look.message}
          </p>
        )}
        {children}
      </main>
      <footer className={styles['foot']}>
        <Language />
        {look && look.links.length > 0 && (
          <ul className={styles['links']}>
            {look.links.map(({ title: name, url }) => (
              <li key={url}>
                <a href={url} rel="noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </footer>
    </div>
  )
}

/** Read before anybody can reach the settings. */
function Language() {
  const text = useText()
  const [language, setLanguage] = usePreference('language')
  return (
    <Select
      className={styles['language'] ?? ''}
      aria-label={text('settings.language')}
      value={pickLanguage(language, navigator.languages)}
      onChange={(event) => setLanguage(event.target.value)}
    >
      {Object.entries(locales).map(([tag, { name }]) => (
        <option key={tag} value={tag}>
          {name}
        </option>
      ))}
    </Select>
  )
}
