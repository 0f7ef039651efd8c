/** A place in the outbox: the writing transaction and the number of the row. `xid` is '0' where writers take turns. */
export interface Place {
  readonly xid: string
  readonly seq: number
}

export const nowhere: Place = { xid: '0', seq: 0 }

export const cursorOf = ({ xid, seq }: Place): string => `${xid}.${seq}`

/** Undefined for what no store ever gave out. */
export function placeOf(cursor: string): Place | undefined {
  const [, xid, seq] = /^(\d{1,19})\.(\d{1,15})$/.exec(cursor) ?? []
  return xid !== undefined && seq !== undefined ? { xid, seq: Number(seq) } : undefined
}

export function isBefore(a: Place, b: Place): boolean {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)]
  return x === y ? a.seq < b.seq : x < y
}
