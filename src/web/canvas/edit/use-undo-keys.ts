import { useEffect } from 'react'
import { isTyping } from '../../ui/keys.ts'
import { useCanvas } from '../canvas-ui.ts'

/** Undo and redo by key; off in fields, which have an undo of their own. */
export function useUndoKeys(): void {
  const { undo, redo } = useCanvas()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target) || (key !== 'z' && key !== 'y')) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) redo()
      else undo()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [undo, redo])
}
