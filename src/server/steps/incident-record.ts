import type { Observation } from '#contract/observation.ts'
import { severities } from '#contract/severity.ts'
import { ownSource } from '#contract/run.ts'
import { momentIn, recordStep, textIn, textsIn } from './own-record.ts'
import type { Describe } from './own-record.ts'

/** Where an incident of ours is read, by its number. */
export const incidentAt = (id: string): string => `incident:${ownSource}:${id}`

const severityIn = (text: string): Observation['severity'] => severities.find((one) => one === text) ?? 'warning'

export const describeIncident: Describe = (id, body, { by }, updatedAt) => {
  const [service] = textsIn(body, 'services')
  const site = textIn(body, 'site')
  return {
    id: incidentAt(id),
    kind: 'incident',
    source: ownSource,
    title: `${id} ${textIn(body, 'title')}`.slice(0, 1000),
    severity: severityIn(textIn(body, 'severity')),
    status: textIn(body, 'commander') === '' ? 'open' : 'acknowledged',
    startedAt: momentIn(body, 'start') ?? updatedAt,
    endedAt: null,
    updatedAt,
    owner: textIn(body, 'commander') || by.name,
    // What an observation may depend on is bounded.
    depends: textsIn(body, 'alerts').slice(0, 100),
    labels: { channel: textIn(body, 'channel') },
    ...(service !== undefined && { service }),
    ...(site !== '' && { site }),
  }
}

/** An incident that is opened here. */
export const incidentOpen = recordStep('incident.open', 'incident', describeIncident)
