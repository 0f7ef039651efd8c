import { defineScenario } from './scenario.ts'

/** An ordinary day: noise, a few incidents, everything answers. */
export const calm = defineScenario('calm')
