import { readLearningSheet } from '#contract/learning-sheet.ts'
import { call } from './call.ts'

/** What is kept of anybody, why, how long and who sees it. */
export const askLearningSheet = async () => (await call(readLearningSheet, {})).data
