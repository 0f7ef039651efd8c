import { memo, useLayoutEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useThemeTurn } from '#web/ui/use-tokens.ts'
import type { MarksProps } from './marks.ts'
import { plotOf, shapeKey } from './uplot-options.ts'

/** Tokens as the canvas needs them: computed where the chart stands, so that every theme and contrast is followed. */
function resolverAt(element: Element): (color: string) => string {
  const style = getComputedStyle(element)
  const known = new Map<string, string>()
  return (color) => {
    const found = known.get(color) ?? color.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim() || 'gray')
    known.set(color, found)
    return found
  }
}

/** The same marks on a canvas, for more cells or faster refreshes than SVG bears. */
const UplotMarks = memo(function UplotMarks(props: MarksProps) {
  const { drawing, width, height, values } = props
  const root = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const built = useRef<MarksProps | undefined>(undefined)
  const theme = useThemeTurn()
  const key = `${theme} ${shapeKey(props)}`
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const { options, columns } = plotOf(latest.current, resolverAt(element))
    const made = new uPlot(options, columns, element)
    plot.current = made
    built.current = latest.current
    return () => {
      made.destroy()
      plot.current = undefined
    }
  }, [key])
  useLayoutEffect(() => {
    const element = root.current
    const made = plot.current
    if (!made || !element || built.current === props) return
    built.current = props
    const { columns } = plotOf(props, (c) => c)
    made.batch(() => {
      if (made.width !== width || made.height !== height) made.setSize({ width, height })
      made.setData(columns, false)
      made.setScale('x', { min: drawing.domain[0], max: drawing.domain[1] })
      made.setScale('y', { min: values[0], max: values[1] })
    })
  }, [props, drawing, width, height, values])
  return <div ref={root} />
})

export default UplotMarks
