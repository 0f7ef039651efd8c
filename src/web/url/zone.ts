import { useCallback } from 'react'
import { isZone } from '#core/time/zone.ts'
import { readPreference, usePreference } from '#web/ui/preference.ts'
import { useChangeUrl, useUrl } from './use-url.ts'

let ofDevice: string | undefined
// Asking takes a tenth of a millisecond and every widget asks at every refresh; a device that travels sleeps meanwhile.
document.addEventListener('visibilitychange', () => {
  ofDevice = undefined
})

/** The zone this device is set to. */
export const deviceZone = (): string => (ofDevice ??= Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')

const chosenOr = (chosen: string): string => (isZone(chosen) ? chosen : deviceZone())

/** The zone of somebody whose address names none, as public/boot.js reads it. */
export const ownZone = (): string => chosenOr(readPreference('zone'))

/** Zone times are shown in: the address's, else the person's choice, else the device's. Choosing one does both. */
export function useZone(): readonly [string, (zone: string | null) => void] {
  const { zone } = useUrl()
  const change = useChangeUrl()
  const [chosen, choose] = usePreference('zone')
  const set = useCallback(
    (next: string | null) => {
      choose(next === null || next === deviceZone() ? '' : next)
      change({ zone: next }, { replace: true })
    },
    [change, choose],
  )
  return [zone ?? chosenOr(chosen), set]
}

/** Every zone this browser can show, UTC first. */
export const allZones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((z) => z !== 'UTC')]
