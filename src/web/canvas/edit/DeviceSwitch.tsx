import type { Breakpoint } from '#contract/dashboard.ts'
import { breakpoints } from '#contract/dashboard.ts'
import { useText } from '../../i18n/text.ts'
import { useCanvas, useCanvasUi } from '../canvas-ui.ts'
import styles from './EditBar.module.css'

/** Which layout is edited. Only layouts this screen has room for are offered beside its own. */
export function DeviceSwitch({ natural }: { readonly natural: Breakpoint }) {
  const text = useText()
  const { ui } = useCanvas()
  const device = useCanvasUi((now) => now.device)
  const offered = breakpoints.slice(breakpoints.indexOf(natural))
  if (offered.length < 2) return null
  const chosen = device ?? natural
  return (
    <div role="radiogroup" aria-label={text('canvas.device')} className={styles['devices']}>
      {offered.map((one) => (
        <label key={one} className={styles['device']} data-on={one === chosen || undefined}>
          <input type="radio" name="device" checked={one === chosen} onChange={() => ui.setState({ device: one === natural ? undefined : one })} />
          {text(`canvas.device.${one}`)}
        </label>
      ))}
    </div>
  )
}
