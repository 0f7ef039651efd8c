import { access } from './access.ts'
import { attempts } from './attempts.ts'
import { first } from './first.ts'
import { frames } from './frames.ts'
import { learning } from './learning.ts'
import { keptQueries } from './kept-queries.ts'
import { layers } from './layers.ts'
import type { Migration } from './migration.ts'
import { narrowed } from './narrowed.ts'
import { people } from './people.ts'
import { queriesApart } from './queries-apart.ts'
import { proofs } from './proofs.ts'
import { resetCodes } from './reset-codes.ts'
import { runAbout } from './run-about.ts'
import { runs } from './runs.ts'
import { stays } from './stays.ts'
import { sourceSecrets } from './source-secrets.ts'
import { rollups } from './rollups.ts'
import { trail } from './trail.ts'

/** In order; the place in the list, counted from 1, is the schema version a migration leads to. */
export const migrations: readonly Migration[] = [
  first,
  trail,
  people,
  access,
  learning,
  narrowed,
  sourceSecrets,
  proofs,
  layers,
  resetCodes,
  rollups,
  runs,
  attempts,
  frames,
  stays,
  runAbout,
  keptQueries,
  queriesApart,
]
