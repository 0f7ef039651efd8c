import type { Sentence } from '#contract/landing.ts'

/** A sentence as data: its words are the locale's, its facts are here, each with the place to check it. */
export const say = (key: string, args: Sentence['args'] = {}, links: Sentence['links'] = {}): Sentence => ({ key, args, links })
