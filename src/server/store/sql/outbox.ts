import type { Change } from '#contract/change.ts'
import type { Hints } from '../hints.ts'
import { cursorOf, isBefore, nowhere, placeOf, type Place } from '../cursor.ts'
import { mostBehind, type Outbox } from '../trail.ts'
import type { Row, Runner, Statement } from './runner.ts'

interface Words {
  readonly page: (after: Place, limit: number) => Statement
  readonly first: Statement
  readonly last: Statement
  readonly head: Statement
  /** How many came later, and when the first of them and the first of those that can be read were written; ages in milliseconds. */
  readonly behind: (after: Place) => Statement
  readonly expired: (keepMs: number) => Statement
  readonly forget: (before: Place) => Statement
}

const bare = (sql: string): Statement => ({ sql, params: [] })

/** One writer at a time: numbers appear in the order they are given. */
const sqlite: Words = {
  page: ({ seq }, limit) => ({ sql: `select '0' as xid, seq, topic, id, rev from outbox where seq > ? order by seq limit ?`, params: [seq, limit] }),
  first: bare(`select '0' as xid, seq from outbox order by seq limit 1`),
  last: bare(`select '0' as xid, seq from outbox order by seq desc limit 1`),
  head: bare(`select '0' as xid, seq from outbox order by seq desc limit 1`),
  behind: ({ seq }) => ({
    sql: `select count(*) as later, cast(unixepoch('subsec') * 1000 as integer) - min(at) as age, cast(unixepoch('subsec') * 1000 as integer) - min(at) as readable
      from (select at from outbox where seq > ? order by seq limit ?)`,
    params: [seq, mostBehind],
  }),
  expired: (keepMs) => ({
    sql: `select '0' as xid, seq from outbox where at <= cast(unixepoch('subsec') * 1000 as integer) - ? order by seq desc limit 1`,
    params: [keepMs],
  }),
  forget: ({ seq }) => ({ sql: 'delete from outbox where seq < ?', params: [seq] }),
}

/**
 * `order by` names the table's own column: `xid` alone is the text that is selected, and as text 1000 comes before 999.
 *
 * Writers overlap: a row may appear after one with a higher number. So rows are read in the order of their transactions, and only
 * those no transaction still running could slip in before. A long writing transaction delays what comes after it. Rows of the
 * future come from a backup of another cluster, whose transactions were numbered further on: they count for nothing.
 */
const postgres: Words = {
  page: ({ xid, seq }, limit) => ({
    sql: `select xid::text as xid, seq, topic, id, rev from outbox
      where (xid, seq) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.xid, seq limit $3::bigint`,
    params: [xid, seq, limit],
  }),
  first: bare('select xid::text as xid, seq from outbox where xid < pg_snapshot_xmax(pg_current_snapshot()) order by outbox.xid, seq limit 1'),
  last: bare('select xid::text as xid, seq from outbox where xid < pg_snapshot_xmax(pg_current_snapshot()) order by outbox.xid desc, seq desc limit 1'),
  head: bare('select xid::text as xid, seq from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.xid desc, seq desc limit 1'),
  behind: ({ xid, seq }) => ({
    sql: `with later as (select outbox.xid, at from outbox
        where (outbox.xid, seq) > ($1::text::xid8, $2::bigint) and outbox.xid < pg_snapshot_xmax(pg_current_snapshot()) order by outbox.xid, seq limit $3::bigint)
      select count(*) as later, (extract(epoch from clock_timestamp()) * 1000)::bigint - min(at) as age,
        (extract(epoch from clock_timestamp()) * 1000)::bigint - min(at) filter (where later.xid < pg_snapshot_xmin(pg_current_snapshot())) as readable from later`,
    params: [xid, seq, mostBehind],
  }),
  expired: (keepMs) => ({
    sql: `select xid::text as xid, seq from outbox
      where at <= (extract(epoch from clock_timestamp()) * 1000)::bigint - $1::bigint and xid < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.xid desc, seq desc limit 1`,
    params: [keepMs],
  }),
  forget: ({ xid, seq }) => ({
    sql: 'delete from outbox where (xid, seq) < ($1::text::xid8, $2::bigint) or xid >= pg_snapshot_xmax(pg_current_snapshot())',
    params: [xid, seq],
  }),
}

const placeIn = (row: Row | undefined): Place | undefined => (row ? { xid: String(row['xid']), seq: Number(row['seq']) } : undefined)

/** The outbox in SQL (security-reliability 5.4). */
export function createOutbox(runner: Runner, hints: Hints): Outbox {
  const words = runner.dialect === 'postgres' ? postgres : sqlite

  const head = async (): Promise<string> => {
    const [found] = await runner.read([words.head], 'point')
    return cursorOf(placeIn(found?.[0]) ?? nowhere)
  }

  return {
    async read(after, limit) {
      if (after === undefined) return { changes: [], cursor: await head(), reset: false, more: false }
      const from = placeOf(after)
      if (!from) return { changes: [], cursor: await head(), reset: true, more: false }
      const [found = [], [first] = [], [last] = []] = await runner.read([words.page(from, limit), words.first, words.last], 'point')
      if (isBefore(from, placeIn(first) ?? nowhere) || isBefore(placeIn(last) ?? nowhere, from)) {
        return { changes: [], cursor: await head(), reset: true, more: false }
      }
      const changes = found.map(changeOf)
      return { changes, cursor: changes.at(-1)?.cursor ?? after, reset: false, more: changes.length === limit }
    },

    async behind(cursor) {
      const from = placeOf(cursor)
      const [found] = from ? await runner.read([words.behind(from)], 'point') : []
      const row = found?.[0]
      const ms = (name: string): number => Math.max(0, Number(row?.[name] ?? 0))
      return { rows: ms('later'), ageMs: ms('age'), readableMs: ms('readable') }
    },

    async prune(keepMs) {
      // Found beside the writers, so that looking through a long day keeps nobody waiting.
      const [found] = await runner.read([words.expired(keepMs)], 'scan')
      const newest = placeIn(found?.[0])
      if (newest) await runner.run({ statements: [words.forget(newest)], repeatable: true })
    },

    onHint: hints.onHint,
  }
}

function changeOf(row: Row): Change {
  const rev = row['rev']
  return {
    cursor: cursorOf({ xid: String(row['xid']), seq: Number(row['seq']) }),
    // Only trails write the column, always from a ChangeDraft.
    topic: String(row['topic']) as Change['topic'],
    id: String(row['id']),
    ...(rev !== null && rev !== undefined && { rev: Number(rev) }),
  }
}
