import { useCallback, useMemo } from 'react'
import { useMe } from '#web/api/me-query.ts'
import { usePreference } from '#web/ui/preference.ts'
import { chosenBy, withChosen } from './own-choices.ts'

/** Names this person chose, and how to choose or drop one. Known before the first drawing, so nothing moves for it. */
export function useOwnChoices(preference: 'foldedStrips' | 'seenHints'): readonly [ReadonlySet<string>, (name: string, on: boolean) => void] {
  const person = useMe()?.id ?? ''
  const [kept, keep] = usePreference(preference)
  const chosen = useMemo(() => chosenBy(kept, person), [kept, person])
  const choose = useCallback(
    (name: string, on: boolean) => {
      const next = new Set(chosen)
      if (on) next.add(name)
      else next.delete(name)
      keep(withChosen(kept, person, next))
    },
    [chosen, kept, keep, person],
  )
  return [chosen, choose]
}
