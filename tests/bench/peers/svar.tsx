import { Gantt, Willow } from '@svar-ui/react-gantt'
import '@svar-ui/react-gantt/all.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { dayMs, start } from '../versus/frames.ts'
import type { Side } from '../versus/side.ts'

interface Task {
  readonly id: number
  readonly text: string
  readonly start: Date
  readonly end: Date
  readonly type: 'task'
}

const scales = [
  { unit: 'day', step: 1, format: '%j %M' },
  { unit: 'hour', step: 1, format: '%H' },
]
const bounds = { start: new Date(start), end: new Date(start + dayMs * 1.1) }

/** A row for each bar, for it has no lanes. Its wrapper is given a height: without one it draws all rows there are. */
export const svar: Side = {
  take({ fields }): Task[] {
    const of = (name: string) => fields.find((f) => f.name === name)?.values ?? []
    const [text, from, to] = [of('title'), of('start'), of('end')]
    return text.map((title, i) => ({ id: i + 1, text: String(title), start: new Date(Number(from[i])), end: new Date(Number(to[i])), type: 'task' }))
  },
  open(root, tasks: Task[]) {
    const react = createRoot(root)
    flushSync(() =>
      react.render(
        <div style={{ height: '100%' }}>
          <style>{'.wx-theme { height: 100% }'}</style>
          <Willow fonts={false}>
            <Gantt
              tasks={tasks}
              links={[]}
              scales={scales}
              {...bounds}
              lengthUnit="minute"
              cellWidth={34}
              zoom
              readonly
              columns={[{ id: 'text', header: 'Task', width: 150 }]}
            />
          </Willow>
        </div>,
      ),
    )
    return {
      drawn: () => root.querySelector('.wx-bar') !== null,
      state: () =>
        `${root.querySelector<HTMLElement>('.wx-bar')?.textContent} ${root.querySelector<HTMLElement>('.wx-scale')?.textContent?.slice(0, 300)} ${root.querySelector<HTMLElement>('.wx-bar')?.style.width}`,
      close: () => react.unmount(),
    }
  },
}
