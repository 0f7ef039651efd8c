import { GridPreview } from './GridPreview.tsx'
import { GridTableView } from './GridTableView.tsx'
import type { GridOptions } from './options.ts'
import type { ViewProps } from '../view.ts'

/** Rows and columns; still and small in a preview. */
export default function GridView(props: ViewProps<GridOptions>) {
  return props.mode === 'preview' ? <GridPreview {...props} /> : <GridTableView {...props} />
}
