import { defineScenario } from './scenario.ts'

/** A fresh installation: nothing connected, nothing has happened yet. */
export const empty = defineScenario('empty', { demo: false })
