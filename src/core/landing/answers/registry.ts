import type { Answering } from './answer.ts'
import { operator } from './operator.ts'

/** Who answers for which role; any other role is told what is burning. */
export const answers: Readonly<Record<string, Answering>> = {
  'noc-operator': operator,
}
export { operator as usual }
