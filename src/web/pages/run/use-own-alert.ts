import { useEffect } from 'react'
import type { Look, Run } from '#contract/run.ts'
import { pickable } from './fields/pickable.ts'
import type { RunWork } from './use-run-work.ts'

/** The alert a run was started from is among those picked from the start; whoever takes it out again is believed. */
export function useOwnAlert({ step, subject }: Pick<Run, 'step' | 'subject'>, look: Look | undefined, { values, set }: RunWork, canWork: boolean): void {
  const wanted = canWork && step === 'pick' && subject?.kind === 'alert' && values['alerts'] === undefined
  const own = wanted ? look?.alerts.find(({ id }) => id === subject.id) : undefined
  useEffect(() => {
    if (own) set('alerts', [pickable(own)])
    // What is set here is what it waits for, so it happens once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [own])
}
