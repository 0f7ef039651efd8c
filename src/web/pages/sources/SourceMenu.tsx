import { useState } from 'react'
import type { Source } from '#contract/source.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { goTo } from '#web/url/use-url.ts'
import { RemoveSource } from './RemoveSource.tsx'

export function SourceMenu({ source }: { readonly source: Source }) {
  const text = useText()
  const { id, name, origin } = source
  const [asking, setAsking] = useState(false)
  const manages = useMay('sources.manage')
  const own = origin === 'ui' && manages
  const why = origin === 'ui' ? text('sources.notManaged') : text(`sources.from.${origin}`)
  return (
    <>
      <Menu
        trigger={<IconButton icon="dots" size="small" label={text('sources.menu', { name })} />}
        items={[
          { id: 'open', label: text(own ? 'sources.change' : 'sources.look'), icon: own ? 'edit' : 'right', onSelect: () => goTo({ page: 'source', id }) },
          { line: 'remove' },
          { id: 'remove', label: text('app.remove'), icon: 'bin', off: own ? undefined : why, onSelect: () => setAsking(true) },
        ]}
      />
      <RemoveSource source={source} opened={asking} onClose={() => setAsking(false)} />
    </>
  )
}
