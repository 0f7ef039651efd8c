import type { MouseEvent } from 'react'
import { useMe } from '#web/api/me-query.ts'
import { askForProof } from '#web/api/proof.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { useClock } from '#web/url/clock.ts'
import styles from './Audit.module.css'

/** Enough for the file to begin before the sign-in is too long ago. */
const marginMs = 5000

/** The lines as a file. The browser fetches it by itself, so whoever signed in too long ago is asked before, not by the answer. */
export function ExportLink({ to, narrowed }: { readonly to: string; readonly narrowed: boolean }) {
  const text = useText()
  const me = useMe()
  const clock = useClock()
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    const until = me?.freshUntil ?? undefined
    if (until === undefined || clock.now() < until - marginMs) return
    event.preventDefault()
    const link = event.currentTarget
    void askForProof().then((proved) => {
      // The page knows by now, so this click goes through.
      if (proved) setTimeout(() => link.click())
    })
  }
  return (
    <a className={styles['export']} href={to} download onClick={open}>
      <Icon name="download" />
      {text(narrowed ? 'audit.exportThese' : 'audit.export')}
    </a>
  )
}
