import { DataSet } from 'vis-data'
import { Timeline } from 'vis-timeline'
import 'vis-timeline/styles/vis-timeline-graph2d.css'
import { dayMs, start } from '../versus/frames.ts'
import { sizes } from '../versus/side.ts'
import type { Side } from '../versus/side.ts'

interface Taken {
  readonly items: readonly { readonly id: number; readonly group: string; readonly content: string; readonly start: number; readonly end: number }[]
  readonly groups: readonly { readonly id: string; readonly content: string }[]
}

/** Lanes as groups, as its documentation shows them. */
export const vis: Side = {
  take({ fields }): Taken {
    const of = (name: string) => fields.find((f) => f.name === name)?.values ?? []
    const [text, lane, from, to] = [of('title'), of('service'), of('start'), of('end')]
    return {
      items: text.map((title, i) => ({ id: i, group: String(lane[i]), content: String(title), start: Number(from[i]), end: Number(to[i]) })),
      groups: [...new Set(lane.map(String))].map((id) => ({ id, content: id })),
    }
  },
  open(root, { items, groups }: Taken) {
    const timeline = new Timeline(root, new DataSet([...items]), new DataSet([...groups]), {
      start,
      end: start + dayMs,
      height: sizes.gantt.height,
      verticalScroll: true,
      zoomKey: 'ctrlKey',
      orientation: 'top',
      groupOrder: () => 0,
    })
    return {
      drawn: () => root.querySelector<HTMLElement>('.vis-timeline')?.style.visibility !== 'hidden' && root.querySelector('.vis-item') !== null,
      state: () => `${root.querySelector('.vis-labelset')?.getBoundingClientRect().top} ${timeline.getWindow().start.valueOf()}`,
      close: () => timeline.destroy(),
    }
  },
}
