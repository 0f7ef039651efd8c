import { useState } from 'react'
import * as z from 'zod/mini'
import { SafeUrl } from '#contract/dashboard.ts'
import type { WidgetLink } from '#contract/dashboard.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Input } from '../../ui/field/Input.tsx'
import type { TabProps } from './tab.ts'
import styles from './Panel.module.css'

const isSafe = (url: string): boolean => z.safeParse(SafeUrl, url).success

/** Places the widget leads to, in its menu. Only http, https and addresses of this Homeport. */
export function LinksTab({ widget, set }: TabProps) {
  const text = useText()
  const { id, links } = widget
  const [adding, setAdding] = useState({ title: '', url: '' })
  const [tried, setTried] = useState(false)
  const put = (value: readonly WidgetLink[]): void => set({ do: 'setWidget', id, prop: 'links', value })
  const wrong = tried && !isSafe(adding.url)
  const add = (): void => {
    setTried(true)
    if (!isSafe(adding.url)) return
    put([...links, { title: adding.title.trim() || adding.url, url: adding.url }])
    setAdding({ title: '', url: '' })
    setTried(false)
  }
  return (
    <>
      {links.length === 0 && <p className={styles['quiet']}>{text('links.none')}</p>}
      <ul className={styles['links']}>
        {links.map((link, i) => (
          // Links may be the same twice; their order is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <span className={styles['linkTitle']}>{link.title}</span>
            <span className={styles['linkUrl']}>{link.url}</span>
            <IconButton size="small" icon="close" label={text('links.remove', { title: link.title })} onClick={() => put(links.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ul>
      <form
        className={styles['newLink']}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Field label={text('links.title')}>
          {(parts) => <Input {...parts} maxLength={200} value={adding.title} onChange={(event) => setAdding({ ...adding, title: event.target.value })} />}
        </Field>
        <Field label={text('links.url')} error={wrong ? text('links.wrong') : undefined}>
          {(parts) => (
            <Input {...parts} inputMode="url" maxLength={2000} value={adding.url} onChange={(event) => setAdding({ ...adding, url: event.target.value })} />
          )}
        </Field>
        <Button type="submit" size="small" icon="plus">
          {text('links.add')}
        </Button>
      </form>
    </>
  )
}
