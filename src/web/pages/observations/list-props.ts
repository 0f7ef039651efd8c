import type { ListKind, ListPageName } from './kinds.ts'
import type { ListLook } from './list-address.ts'
import type { useList } from './use-list.ts'

export interface ListContentProps {
  readonly name: ListPageName
  readonly own: ListKind
  readonly look: ListLook
  readonly change: (change: Partial<ListLook>, replace?: boolean) => void
  readonly list: ReturnType<typeof useList>
}
