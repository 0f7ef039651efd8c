import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo } from 'react'
import { saveFrameChoice } from '#contract/frame-choice.ts'
import { call } from '#web/api/call.ts'
import { landingQuery } from '#web/api/landing-query.ts'
import { useMe } from '#web/api/me-query.ts'
import { usePreference } from '#web/ui/preference.ts'
import { useZone } from '#web/url/zone.ts'
import { chosenBy, withChosen } from './own-choices.ts'

const actOf = { foldedStrips: 'folded', hiddenStrips: 'hidden', seenHints: 'seen' } as const
const none: ReadonlySet<string> = new Set()

/** The role somebody looks as; undefined for oneself. What is done then is not one's own. */
export const AsRole = createContext<string | undefined>(undefined)

/**
 * Names this person chose, and how to choose or drop one. The server keeps them, so they follow the person; this device remembers
 * them too, so that they are known before the first drawing and nothing moves for them.
 */
export function useOwnChoices(preference: keyof typeof actOf): readonly [ReadonlySet<string>, (name: string, on: boolean) => void] {
  const isOther = useContext(AsRole) !== undefined
  const client = useQueryClient()
  const [zone] = useZone()
  const person = useMe()?.id ?? ''
  const [kept, keep] = usePreference(preference)
  const act = actOf[preference]
  const { data: told } = useQuery({ ...landingQuery(zone), enabled: false, select: ({ frame }) => frame[act] })
  useEffect(() => {
    if (told && !isOther) keep(withChosen(kept, person, new Set(told)))
    // Only what the server says is taken over; what is kept here is its copy.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [told])
  const { mutate } = useMutation({
    mutationFn: async (it: { readonly name: string; readonly on: boolean }) =>
      (await call(saveFrameChoice, { params: { act, name: it.name }, input: { on: it.on } })).data,
    // What could not be told stays as chosen here; the next answer of the server says what is so.
    onSuccess: (frame) => client.setQueriesData({ queryKey: ['landing'] }, (before: object | undefined) => before && { ...before, frame }),
  })
  const chosen = useMemo(() => (isOther ? none : chosenBy(kept, person)), [isOther, kept, person])
  const choose = useCallback(
    (name: string, on: boolean) => {
      if (isOther) return
      const next = new Set(chosen)
      if (on) next.add(name)
      else next.delete(name)
      keep(withChosen(kept, person, next))
      mutate({ name, on })
    },
    [isOther, chosen, kept, keep, person, mutate],
  )
  return [chosen, choose]
}
