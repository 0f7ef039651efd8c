import { frameLimit } from '#contract/frame-choice.ts'
import { framesOf } from '../frames.ts'
import type { FrameStore } from '../frames.ts'
import { rows, statement, type Queries } from './query.ts'
import type { Runner } from './runner.ts'
import type { Trails } from './trails.ts'

/** What people did about the frame around their landing, in SQL: a row for each choice that stands. */
export function createFrames(runner: Runner, q: Queries, trails: Trails): FrameStore {
  return {
    async read(person) {
      const found = await rows(runner, q.selectFrom('frame_choices').select(['act', 'name']).where('person', '=', person))
      return framesOf(found)
    },
    async save({ person, act, name, on, at }, trail) {
      const own = q.selectFrom('frame_choices').select('name').where('person', '=', person).where('act', '=', act)
      const put = q
        .insertInto('frame_choices')
        .values({ person, act, name, at })
        .onConflict((c) => c.columns(['person', 'act', 'name']).doUpdateSet((e) => ({ at: e.ref('excluded.at') })))
      const drop = q.deleteFrom('frame_choices').where('person', '=', person).where('act', '=', act)
      const tidy = drop.where('name', 'not in', own.orderBy('at', 'desc').orderBy('name').limit(frameLimit))
      const statements = on ? [statement(put), statement(tidy)] : [statement(drop.where('name', '=', name))]
      await trails.run({ statements, repeatable: true }, trail)
    },
  }
}
