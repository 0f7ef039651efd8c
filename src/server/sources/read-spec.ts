import { MeasureSpec } from '#contract/query.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { Connector } from '../connectors/connector.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'

/** The measure a spec asks for; undefined when it is in the source's own words. */
export function measureIn(spec: JsonRecord): MeasureSpec | undefined {
  return typeof spec['measure'] === 'string' ? parseOrRefuse(MeasureSpec, spec, ['query', 'spec']) : undefined
}

export const knows = (connector: Connector, measure: string): boolean => Object.hasOwn(connector.measures, measure)

/** A widget's spec in the connector's own words. `source_unsupported` when it does not know the measure, `invalid` when it cannot read the words. */
export function readSpec(connector: Connector, spec: JsonRecord): unknown {
  const asked = measureIn(spec)
  if (!asked) return parseOrRefuse(connector.spec, spec, ['query', 'spec'])
  if (!knows(connector, asked.measure)) throw new ServerFault('source_unsupported', { detail: `${connector.kind} does not know ${asked.measure}` })
  const own = connector.measures[asked.measure]?.(asked)
  if (own === undefined) throw new ServerFault('source_unsupported', { detail: `${connector.kind} cannot give ${asked.measure} this way` })
  return own
}
