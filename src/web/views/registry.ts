import { chart } from './chart/index.ts'
import { gantt } from './gantt/index.ts'
import { graph } from './graph/index.ts'
import { grid } from './grid/index.ts'
import { stat } from './stat/index.ts'

/** Every way to look at an answer, in the order pickers show them. Light values: the drawings load when asked for. */
export const views = { grid, chart, gantt, graph, stat }
