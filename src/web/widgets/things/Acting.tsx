import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import { useMay } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { goTo } from '../../url/use-url.ts'
import { followLink } from '../../views/follow-link.ts'
import type { Act, Thing, ThingActs } from '../../views/view.ts'
import { meaningOf } from './subject.ts'
import { ThingMenu } from './ThingMenu.tsx'
import type { Asked } from './ThingMenu.tsx'

export interface ActingProps {
  readonly widget: Pick<Widget, 'query' | 'lenses'>
  readonly frame: Frame
  readonly children: (acts: ThingActs) => ReactNode
}

/** Lets a view offer what can be done about the things it shows: work begun on them, and the page that tells of them. */
export function Acting({ widget, frame, children }: ActingProps) {
  const text = useText()
  const mayStart = useMay('editor')
  const [asked, setAsked] = useState<Asked>()
  const { query, lenses } = widget
  const acts = useMemo<ThingActs>(() => {
    const meaning = (thing: Thing) => meaningOf(frame, thing, { query, lenses })
    const of = (thing: Thing): readonly Act[] => {
      const { subject, open, place, link } = meaning(thing)
      const start = (workflow: string) => () => goTo({ page: 'newRun', workflow, about: JSON.stringify(subject) })
      const isOver = !open && subject?.kind !== 'service'
      return [
        ...(mayStart && subject && !isOver ? [{ id: 'triage', label: text('thing.triage'), run: start('triage') }] : []),
        ...(mayStart && subject ? [{ id: 'change', label: text('thing.change'), run: start('change') }] : []),
        ...(place ? [{ id: 'open', label: text('thing.open'), run: () => goTo(place) }] : []),
        ...(link === undefined ? [] : [{ id: 'source', label: text('thing.source'), run: () => followLink(link) }]),
      ]
    }
    return {
      of,
      can: (thing) => {
        const { subject, place, link } = meaning(thing)
        return (mayStart && subject !== undefined) || place !== undefined || link !== undefined
      },
      nameOf: (thing) => meaning(thing).title,
      open: (thing, at, back) => setAsked({ name: meaning(thing).title, acts: of(thing), at, back }),
    }
  }, [text, mayStart, frame, query, lenses])
  return (
    <>
      {children(acts)}
      {asked && <ThingMenu asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}
