import { useText } from '../../i18n/text.ts'
import { hasWords } from '../../i18n/words.ts'

/** The name of a measure in the reader's language. */
export function useMeasureName(): (measure: string) => string {
  const text = useText()
  return (measure) => {
    const key = `measure.${measure}`
    return hasWords(key) ? text(key) : measure
  }
}
