import { shippedWeights } from '#core/personalization/weights.ts'
import { homeport } from './homeport.ts'
import type { RivalKind } from './rival.ts'
import { chrome, crf, dayParts, firefoxNew, firefoxOld, mfu, mru, roleMarkov, rolePopularity, slack, zoxide } from './rivals/counting.ts'
import { backOff, bayes, logLinear } from './rivals/mixtures.ts'
import { accessRank, markov } from './rivals/sequence.ts'

const simple: readonly RivalKind[] = [
  rolePopularity,
  roleMarkov,
  mfu,
  dayParts,
  firefoxOld,
  firefoxNew,
  chrome,
  slack,
  zoxide,
  mru,
  crf,
  markov,
  accessRank,
  backOff,
  bayes,
]

/** Every way of guessing, the product's own last; `fitted` are the weights of the development fold. */
export const kindsOf = (fitted: readonly number[]): readonly RivalKind[] => [
  ...simple,
  logLinear('log-linear, weights of fold 0, fixed', fitted, 0),
  logLinear('log-linear, weights of fold 0, adaptive', fitted, 0.1),
  logLinear('log-linear, shipped weights, fixed', shippedWeights, 0),
  homeport,
]
