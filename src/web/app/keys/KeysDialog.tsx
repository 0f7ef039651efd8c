import type { TextKey } from '#locales/chapter.ts'
import { useText } from '#web/i18n/text.ts'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { Kbd } from '#web/ui/Kbd.tsx'
import styles from './KeysDialog.module.css'

interface Group {
  readonly head: TextKey
  readonly keys: readonly (readonly [keys: readonly string[], words: TextKey])[]
}

const groups: readonly Group[] = [
  {
    head: 'keys.everywhere',
    keys: [
      [['Ctrl', 'K'], 'keys.find'],
      [['?'], 'keys.list'],
      [['['], 'keys.rail'],
      [['Esc'], 'keys.close'],
    ],
  },
  {
    head: 'keys.inList',
    keys: [
      [['J', 'K'], 'keys.row'],
      [['Enter'], 'keys.openRow'],
      [['/'], 'keys.search'],
    ],
  },
  {
    head: 'keys.onDashboard',
    keys: [
      [['T'], 'keys.time'],
      [['R'], 'keys.refresh'],
      [['E'], 'keys.edit'],
    ],
  },
  {
    head: 'keys.editing',
    keys: [
      [['M'], 'keys.pickUp'],
      [['←', '→', '↑', '↓'], 'keys.move'],
      [['Shift', '←', '→', '↑', '↓'], 'keys.resize'],
      [['Esc'], 'keys.putBack'],
      [['Ctrl', 'Z'], 'keys.undo'],
      [['Ctrl', 'Shift', 'Z'], 'keys.redo'],
      [['Ctrl', 'S'], 'keys.save'],
    ],
  },
]

/** Every key there is. */
export function KeysDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const text = useText()
  return (
    <Dialog opened={opened} onClose={onClose} title={text('keys.title')} lead={text('keys.off')}>
      <div className={styles['groups']}>
        {groups.map(({ head, keys }) => (
          <section key={head}>
            <h3 className={styles['head']}>{text(head)}</h3>
            <dl>
              {keys.map(([caps, words]) => (
                <div key={words} className={styles['row']}>
                  <dt>{text(words)}</dt>
                  <dd dir="ltr">
                    {caps.map((cap) => (
                      <Kbd key={cap}>{cap}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
