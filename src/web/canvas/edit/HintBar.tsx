import { useStore } from 'zustand'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import { useCanvas } from '../canvas-ui.ts'
import styles from './HintBar.module.css'

/**
 * While a widget is held by keyboard: where it is, and which keys there are. It is the live region of the move: the parts
 * that change are announced, the keys only once.
 */
export function HintBar() {
  const text = useText()
  const { hands, doc } = useCanvas()
  const hand = useStore(hands, (s) => s.hand)
  const held = hand?.by === 'keys' ? hand : undefined
  const at = held && (held.over?.wanted ?? held.at)
  // What is moved is spoken of as it is shown.
  const shown = useShippedWords().doc(doc())
  const { sections } = shown
  const section = held && sections.findIndex((s) => s.id === (held.over?.section ?? held.section))
  return (
    <div className={styles['place']}>
      <div className={styles['hint']} data-on={held ? '' : undefined} role="status" aria-atomic={false}>
        {held && at && (
          <>
            <span className={styles['title']}>{text('canvas.hint.moving', { title: widgetNamed(shown, held.id)?.title ?? '' })}</span>
            <span className={styles['at']}>
              {text('canvas.hint.at', { column: at.x + 1, row: at.y + 1 })}
              {', '}
              {text('canvas.hint.size', { w: at.w, h: at.h })}
              {sections.length > 1 && section !== undefined && `, ${text('canvas.hint.section', { section: sections[section]?.title || section + 1 })}`}
            </span>
            <Keys cap={text('canvas.hint.arrows')} words={text('canvas.hint.move')} />
            <Keys cap="Shift" words={text('canvas.hint.resize')} />
            {sections.length > 1 && <Keys cap="Page" words={text('canvas.hint.sections')} />}
            <Keys cap="Enter" words={text('canvas.hint.drop')} />
            <Keys cap="Esc" words={text('canvas.hint.cancel')} />
          </>
        )}
      </div>
    </div>
  )
}

function Keys({ cap, words }: { readonly cap: string; readonly words: string }) {
  return (
    <span className={styles['keys']}>
      <kbd className={styles['kbd']}>{cap}</kbd>
      {words}
    </span>
  )
}
