import { useContext } from 'react'
import type { Landing } from '#contract/landing.ts'
import { useText } from '#web/i18n/text.ts'
import { readPreference } from '#web/ui/preference.ts'
import { Attention } from './Attention.tsx'
import { Connect } from './Connect.tsx'
import { Continue } from './Continue.tsx'
import { GoTo } from './GoTo.tsx'
import { Hero } from './Hero.tsx'
import { HintLine } from './HintLine.tsx'
import { Highlights } from './Highlights.tsx'
import { Quiet, Strip } from './Strip.tsx'
import { AsRole, useOwnChoices } from './use-own-choices.ts'
import styles from './Strips.module.css'

export interface StripsProps {
  readonly landing: Landing | undefined
  /** Whether the page's own range is known yet. */
  readonly isTimed: boolean
}

/** The calm frame around the dashboard: the answer, what to go on with, where to go, what needs somebody, what moved. */
export default function Strips({ landing, isTimed }: StripsProps) {
  const [hidden] = useOwnChoices('hiddenStrips')
  const isOther = useContext(AsRole) !== undefined
  const before = readPreference('offers')
  const offers = landing ? landing.connect.length > 0 : before !== ''
  // Where nothing reports, the answer says so; two strips that say it again say nothing.
  const reports = landing ? landing.attention.state !== 'unconnected' : before !== 'all'
  return (
    <div className={styles['strips']} data-waiting={!landing || undefined} data-without={[...hidden].join(' ')}>
      <div className={styles['hero']}>
        <Hero landing={landing} isTimed={isTimed} />
      </div>
      {isOther ? <Theirs /> : <Own />}
      {reports && (
        <>
          <Attention attention={landing?.attention} className={styles['attention']} />
          <Highlights highlights={landing?.highlights} className={styles['highlights']} />
        </>
      )}
      {!isOther &&
        offers &&
        !hidden.has('connect') &&
        (landing ? <Connect landing={landing} className={styles['connect']} /> : <div className={styles['offers']} />)}
      {!isOther && <HintLine landing={landing} />}
    </div>
  )
}

const Own = () => (
  <>
    <Continue className={styles['continue']} />
    <GoTo className={styles['goto']} />
  </>
)

/** Where somebody else's own would stand. */
function Theirs() {
  const text = useText()
  return (
    <>
      <Strip id="continue" title={text('home.continue')} className={styles['continue']}>
        <div className={styles['theirs']}>
          <Quiet title={text('home.asRoleContinue')} words={text('home.asRoleOwn')} />
        </div>
      </Strip>
      <Strip id="goto" title={text('home.goto')} className={styles['goto']}>
        <div className={styles['theirs']}>
          <Quiet title={text('home.asRoleGoto')} words={text('home.asRoleGotoOwn')} />
        </div>
      </Strip>
    </>
  )
}
