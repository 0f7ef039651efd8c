import { Tooltip } from '@mantine/core'
import type { TipTarget } from './tip-target.ts'
import { Island } from './Island.tsx'
import styles from './Tip.module.css'

export default function Tip({ element, words }: TipTarget) {
  return (
    <Island>
      {' '}
      <Tooltip opened target={element} label={words} position="bottom" offset={6} transitionProps={{ duration: 0 }} classNames={{ tooltip: styles['tip'] }} />
    </Island>
  )
}
