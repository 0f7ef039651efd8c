import { useFormat } from '#web/i18n/format.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'

/** How long ago, moving on by itself; a tick of its own, so that the list does not draw itself anew for it. */
export function Age({ at, className }: { readonly at: number; readonly className?: string | undefined }) {
  const format = useFormat()
  const now = useNow(15_000)
  const [zone] = useZone()
  return (
    <time dateTime={new Date(at).toISOString()} className={className} data-tip={format.moment(at, zone)}>
      {format.age(at, now, zone)}
    </time>
  )
}
