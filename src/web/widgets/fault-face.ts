import type { FaultCode } from '#contract/fault.ts'
import type { TextKey } from '#locales/chapter.ts'

export interface FaultWords {
  readonly headline: TextKey
  /** What it means; the technical fact of the fault stands there when there is none. */
  readonly meaning?: TextKey
  /** The source is at fault, so its other widgets and its health are worth a word. */
  readonly ofSource?: boolean
}

const byCode: Readonly<Partial<Record<FaultCode, FaultWords>>> = {
  source_down: { headline: 'widget.failed.source', ofSource: true },
  source_timeout: { headline: 'widget.failed.timeout', ofSource: true },
  source_busy: { headline: 'widget.failed.busy', ofSource: true },
  source_refused: { headline: 'widget.failed.refused', ofSource: true },
  source_invalid: { headline: 'widget.failed.invalid', ofSource: true },
  source_query: { headline: 'widget.failed.query' },
  source_unsupported: { headline: 'widget.failed.unsupported' },
  source_too_large: { headline: 'widget.failed.tooLarge', meaning: 'widget.failed.tooLargeMeaning' },
  not_found: { headline: 'widget.failed.notFound', meaning: 'widget.failed.notFoundMeaning' },
  unavailable: { headline: 'widget.failed.away', meaning: 'widget.failed.awayMeaning' },
}

const other: FaultWords = { headline: 'widget.failed.other' }

/** How a fault is told in a widget. */
export const faultWords = (code: FaultCode): FaultWords => byCode[code] ?? other

/** Faults that another try may mend without anybody changing anything. */
export const mayPass = (code: FaultCode): boolean =>
  code === 'source_down' ||
  code === 'source_timeout' ||
  code === 'source_busy' ||
  code === 'source_invalid' ||
  code === 'unavailable' ||
  code === 'too_many' ||
  code === 'internal'
