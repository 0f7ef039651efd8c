import styles from './Kbd.module.css'

/** A key as printed on its cap. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles['kbd']}>{children}</kbd>
}
