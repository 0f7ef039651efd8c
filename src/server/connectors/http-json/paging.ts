import type { JSONValue } from 'json-p3'
import type { Paging } from './config.ts'
import { compilePath, found } from './path.ts'

export interface Pager {
  /** Parameters of the page to ask for now. */
  params(): Readonly<Record<string, string>>
  /** Takes a page in; true where another is to be asked for. */
  next(answer: JSONValue, rows: readonly JSONValue[]): boolean
}

/** A list read page by page. One that answers the same page again and again is at its end. */
export function createPager(paging: Paging | undefined): Pager {
  if (!paging) return { params: () => ({}), next: () => false }
  let at = paging.kind === 'page' ? String(paging.first) : paging.kind === 'offset' ? '0' : ''
  let last: string | undefined
  const step = (answer: JSONValue, rows: readonly JSONValue[]): string | undefined => {
    if (paging.kind === 'page') return String(Number(at) + 1)
    if (paging.kind === 'offset') return String(Number(at) + rows.length)
    const [cursor] = found(compilePath(paging.next, 'config.paging.next'), answer, 1)
    return typeof cursor === 'string' || typeof cursor === 'number' ? String(cursor) : undefined
  }
  return {
    params: () => (at === '' ? {} : { [paging.param]: at }),
    next(answer, rows) {
      const shown = JSON.stringify(rows[0])
      if (rows.length === 0 || shown === last) return false
      last = shown
      const following = step(answer, rows)
      if (following === undefined || following === '' || following === at) return false
      at = following
      return true
    },
  }
}
