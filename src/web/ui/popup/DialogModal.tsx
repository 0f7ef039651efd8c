import { Modal } from '@mantine/core'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '../icon/Icon.tsx'
import { cls } from '../cls.ts'
import type { DialogProps } from './dialog-props.ts'
import { Island } from './Island.tsx'
import styles from './Dialog.module.css'

export default function DialogModal({ opened, title, lead, onClose, children, actions, size = 'normal', bare = false }: DialogProps) {
  const text = useText()
  return (
    <Island>
      <Modal.Root
        opened={opened}
        onClose={onClose}
        lockScroll={false}
        returnFocus={false}
        transitionProps={{ duration: 0 }}
        classNames={{ overlay: styles['overlay'], inner: styles['inner'], content: cls(styles['content'], styles[size]) }}
      >
        <Modal.Overlay />
        <Modal.Content>
          {bare ? (
            <Modal.Title className="hp-hidden">{title}</Modal.Title>
          ) : (
            <div className={styles['header']}>
              <Modal.Title className={styles['title']}>{title}</Modal.Title>
              {lead && <p className={styles['lead']}>{lead}</p>}
            </div>
          )}
          <Modal.Body className={bare ? styles['whole'] : styles['body']}>{children}</Modal.Body>
          {actions && <div className={styles['footer']}>{actions}</div>}
          {/* Last in the order of focus: a dialog opens on what it is about. */}
          {!bare && <Modal.CloseButton className={styles['close']} aria-label={text('app.close')} icon={<Icon name="close" />} />}
        </Modal.Content>
      </Modal.Root>
    </Island>
  )
}
