import type { ReactNode } from 'react'
import type { Me } from '#contract/identity.ts'
import { useMe } from '#web/api/me-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { useZone } from '#web/url/zone.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { Sessions } from './Sessions.tsx'
import styles from './Account.module.css'

/** The person's own place: what others see of them, how they sign in, and where they are signed in. */
export function AccountPage() {
  const text = useText()
  const me = useMe()
  return (
    <Page title={text('account.title')}>
      {me ? (
        <div className={styles['parts']}>
          <Part id="profile" title={text('account.profile')} words={<Facts me={me} />}>
            <ProfileForm key={me.id} me={me} />
          </Part>
          <Part id="password" title={text('account.password')} words={text(me.hasPassword ? 'account.passwordSet' : `account.passwordNone.${me.via}`)}>
            <PasswordForm me={me} />
          </Part>
          <Part id="learned" title={text('account.learned')} words={text('account.learnedMeaning')}>
            <PlaceLink to={{ page: 'learned' }}>{text('account.learnedOpen')}</PlaceLink>
          </Part>
          <Part id="sessions" title={text('account.sessions')} words={text('account.sessionsMeaning')} wide>
            <Sessions />
          </Part>
        </div>
      ) : (
        <Empty title={text('account.nobody')} words={text('account.nobodyMeaning')} />
      )}
    </Page>
  )
}

interface PartProps {
  readonly id: string
  readonly title: string
  readonly words: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

function Part({ id, title, words, wide = false, children }: PartProps) {
  return (
    <section className={styles['part']} aria-labelledby={id} data-wide={wide || undefined}>
      <div>
        <h2 id={id} className={styles['head']}>
          {title}
        </h2>
        <div className={styles['words']}>{words}</div>
      </div>
      {children}
    </section>
  )
}

function Facts({ me }: { readonly me: Me }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const words = useShippedWords()
  return (
    <>
      <p>{text('account.rolesAre', { count: me.roles.length, roles: me.roles.map(words.role).join(', ') })}</p>
      <p>{text('account.since', { via: me.via, time: format.moment(me.signedInAt, zone) })}</p>
    </>
  )
}
