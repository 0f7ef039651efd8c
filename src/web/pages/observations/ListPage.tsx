import { useText } from '#web/i18n/text.ts'
import { Page } from '#web/ui/page/Page.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { listKinds } from './kinds.ts'
import type { ListPageName } from './kinds.ts'
import { CopyLink } from './CopyLink.tsx'
import { ListContent } from './ListContent.tsx'
import { useLook, useList } from './use-list.ts'

/** Everything of one kind that happened: narrowed, ordered, live. All of what is looked at stands in the address. */
export function ListPage({ name }: { readonly name: ListPageName }) {
  return (
    <PageTime defaults={{ range: listKinds[name].range, refreshMs: 30_000 }}>
      <Timed name={name} />
    </PageTime>
  )
}

function Timed({ name }: { readonly name: ListPageName }) {
  const text = useText()
  const own = listKinds[name]
  const [look, change] = useLook(own)
  const list = useList(own, look)
  return (
    <Page title={text(`nav.${name}`)} timed demo={list.data?.demo ?? false} actions={<CopyLink />}>
      <ListContent name={name} own={own} look={look} change={change} list={list} />
    </Page>
  )
}
