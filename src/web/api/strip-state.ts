import { useQuery } from '@tanstack/react-query'
import type { Strip } from '#contract/learning.ts'

/** The strip as it was told last, without asking for it; undefined before. Light, because the frame of the app looks at it. */
export function useStripState(): Strip | undefined {
  const { data } = useQuery<Strip>({ queryKey: ['strip'], queryFn: async () => (await import('./learning-query.ts')).askStrip(), enabled: false })
  return data
}
