import type { Observation } from '#contract/observation.ts'
import { ownSource } from '#contract/run.ts'
import { momentIn, recordStep, textIn, textsIn } from './own-record.ts'
import type { Describe } from './own-record.ts'

const risks: Readonly<Record<string, Observation['severity']>> = { high: 'high', medium: 'warning', low: 'low' }

const describe: Describe = (id, body, { by }, updatedAt) => {
  const [service] = textsIn(body, 'services')
  const [start, end, status] = [momentIn(body, 'start'), momentIn(body, 'end'), textIn(body, 'status')]
  const site = textIn(body, 'site')
  const begins = start ?? updatedAt
  return {
    id: `change:${ownSource}:${id}`,
    kind: 'change',
    source: ownSource,
    title: `${id} ${textIn(body, 'title')}`.slice(0, 1000),
    severity: risks[textIn(body, 'risk')] ?? 'low',
    status: status === 'closed' && textIn(body, 'outcome') === 'backedOut' ? 'failed' : status,
    startedAt: begins,
    endedAt: status === 'closed' ? Math.max(updatedAt, begins) : (end ?? null),
    updatedAt,
    owner: by.name,
    depends: [],
    labels: { type: textIn(body, 'type'), risk: textIn(body, 'risk'), category: textIn(body, 'category'), outcome: textIn(body, 'outcome') },
    ...(service !== undefined && { service }),
    ...(site !== '' && { site }),
  }
}

/** A change that is planned and carried out here. */
export const changeRecord = recordStep('change.record', 'change', describe)
