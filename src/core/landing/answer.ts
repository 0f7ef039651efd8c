import type { Knowledge, Landing } from '#contract/landing.ts'
import { answers, usual } from './answers/registry.ts'
import type { Answering } from './answers/answer.ts'
import type { Facts } from './facts.ts'
import { together } from './happening.ts'
import type { Found } from './happening.ts'
import { say } from './sentence.ts'

function knowledgeOf({ needs }: Answering, facts: Facts): { readonly state: Knowledge; readonly silent: readonly string[] } {
  const parts = needs.flatMap((need): readonly Pick<Found, 'state' | 'silent'>[] => {
    if (need === 'sources') return [{ state: facts.sources.length > 0 ? 'known' : 'unconnected', silent: [] }]
    const found = facts[need]
    return found ? [found] : []
  })
  return { state: together(parts), silent: [...new Set(parts.flatMap((it) => it.silent))] }
}

/**
 * The answer to the first question of the reader's role, in sentences whose every fact can be checked. Where it is not known it
 * says so, and why: quiet is only said by a source that looked.
 */
export function answerOf(facts: Facts): Landing['answer'] {
  const answering = (facts.reader.role === null ? undefined : answers[facts.reader.role]) ?? usual
  const { state, silent } = knowledgeOf(answering, facts)
  const sources = { sources: facts.places.sources }
  if (state === 'unconnected' || state === 'refused') {
    return { state, sentences: [say(`none.${state}`, {}, sources)], reason: [say(`none.${state}Meaning`, {}, sources)] }
  }
  if (state === 'failed') return { state, sentences: [say('none.failed', {}, sources)], reason: silentSentence(silent, sources) }
  const { sentences, reason } = answering.tell(facts)
  return { state, sentences: [...sentences], reason: [...reason, ...(state === 'partial' ? silentSentence(silent, sources) : [])] }
}

const silentSentence = (silent: readonly string[], links: { readonly sources: string }) => [
  say('none.silent', { n: silent.length, name: silent[0] ?? '' }, { ...links }),
]
