import { useLayoutEffect, useRef } from 'react'
import { drawGantt } from './draw.ts'
import type { Scene } from './draw.ts'
import type { Ink } from './ink.ts'
import styles from './Gantt.module.css'

/** The canvas of one scene, drawn in the same frame it changes in. Silent: everything on it is said in words beside it. */
export function Canvas({ scene, ink }: { readonly scene: Scene; readonly ink: Ink | undefined }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const { width, height } = scene
  const ratio = ink?.ratio ?? 1
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d')
    if (context && ink) drawGantt(context, scene, ink)
  }, [scene, ink])
  return (
    <canvas
      ref={ref}
      className={styles['canvas']}
      width={Math.max(1, Math.round(width * ratio))}
      height={Math.max(1, Math.round(height * ratio))}
      style={{ width, height }}
      aria-hidden
    />
  )
}
