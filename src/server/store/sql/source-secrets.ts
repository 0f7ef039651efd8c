import { secretFields } from '#contract/source.ts'
import type { KeptSecrets, SecretField } from '#contract/source.ts'
import type { SealedSecret, SealedSecrets } from '../store.ts'
import { rows, statement, type Queries } from './query.ts'
import type { Runner, Statement } from './runner.ts'

const fieldOf = (text: string): readonly SecretField[] => secretFields.filter((field) => field === text)

/** Sealed secrets of sources: a row each, written in the same unit as their source. */
export function createSecretRows(runner: Runner, q: Queries) {
  const put = (source: string, field: SecretField, sealed: string, at: number): Statement =>
    statement(
      q
        .insertInto('source_secrets')
        .values({ source, field, sealed, set_at: at })
        .onConflict((c) => c.columns(['source', 'field']).doUpdateSet((e) => ({ sealed: e.ref('excluded.sealed'), set_at: e.ref('excluded.set_at') }))),
    )
  const take = (source: string, field: SecretField): Statement =>
    statement(q.deleteFrom('source_secrets').where('source', '=', source).where('field', '=', field))

  return {
    keep: (source: string, sealed: SealedSecrets | undefined, at: number): readonly Statement[] =>
      secretFields.flatMap((field) => {
        const text = sealed?.[field]
        return text === undefined ? [] : [text === null ? take(source, field) : put(source, field, text, at)]
      }),
    forget: (source: string): Statement => statement(q.deleteFrom('source_secrets').where('source', '=', source)),

    /** Which are kept, by source. */
    async kept(): Promise<ReadonlyMap<string, KeptSecrets>> {
      const found = await rows(runner, q.selectFrom('source_secrets').select(['source', 'field', 'set_at']))
      const by = new Map<string, KeptSecrets>()
      for (const row of found) for (const field of fieldOf(row.field)) by.set(row.source, { ...by.get(row.source), [field]: { setAt: row.set_at } })
      return by
    },
    async one(source: string, field: SecretField): Promise<string | undefined> {
      const [found] = await rows(runner, q.selectFrom('source_secrets').select('sealed').where('source', '=', source).where('field', '=', field))
      return found?.sealed
    },
    async all(): Promise<readonly SealedSecret[]> {
      const found = await rows(runner, q.selectFrom('source_secrets').selectAll())
      return found.flatMap(({ source, field, sealed }) => fieldOf(field).map((known) => ({ source, field: known, sealed })))
    },
    async reseal({ source, field, sealed: before }: SealedSecret, sealed: string): Promise<void> {
      const update = q.updateTable('source_secrets').set({ sealed }).where('source', '=', source).where('field', '=', field).where('sealed', '=', before)
      await runner.run({ statements: [statement(update)], repeatable: true })
    },
  }
}
