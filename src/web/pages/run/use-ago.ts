import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'

const day = 86_400_000

/** How long ago something was, in words up to a day, then its date. */
export function useAgo(): (at: number) => string {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(10_000)
  return (at) => {
    const age = format.age(at, now, zone)
    return now - at < day ? text('run.ago', { age }) : age
  }
}
