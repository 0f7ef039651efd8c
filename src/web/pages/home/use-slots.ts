import { useQuery } from '@tanstack/react-query'
import type { Strip } from '#contract/learning.ts'
import { useKey } from '#web/ui/keys.ts'
import { navigate } from 'wouter/use-browser-location'
import { stripQuery } from '#web/api/learning-query.ts'
import { cameVia } from '#web/track/note.ts'

/** The eight places, and the keys 1 to 8 that go to them. */
export function useSlots(): Strip | undefined {
  const { data } = useQuery(stripQuery)
  const go = (n: number) => (): void => {
    const slot = data?.slots[n - 1]
    if (!slot) return
    cameVia('strip')
    navigate(slot.href)
  }
  useKey('1', go(1))
  useKey('2', go(2))
  useKey('3', go(3))
  useKey('4', go(4))
  useKey('5', go(5))
  useKey('6', go(6))
  useKey('7', go(7))
  useKey('8', go(8))
  return data
}
