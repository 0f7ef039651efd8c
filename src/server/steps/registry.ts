import { alertAcknowledge } from './alert-acknowledge.ts'
import { alertmanagerSilence } from './alertmanager-silence.ts'
import { changeRecord } from './change-record.ts'
import { incidentAttach } from './incident-attach.ts'
import { incidentNote } from './incident-note.ts'
import { incidentOpen } from './incident-record.ts'
import type { StepKind } from './step.ts'

/** Every kind of effect a run can have, by its name. */
export const stepKinds: ReadonlyMap<string, StepKind> = new Map(
  [alertAcknowledge, alertmanagerSilence, changeRecord, incidentAttach, incidentNote, incidentOpen].map((it) => [it.kind, it]),
)
