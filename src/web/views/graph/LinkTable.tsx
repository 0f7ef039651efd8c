import { useMemo } from 'react'
import { useCalm } from '#web/ui/use-calm.ts'
import { markRank } from './shape.ts'
import type { Network } from './shape.ts'
import { edgeWords, nodeName } from './words.ts'
import type { Reader } from './words.ts'

/** Rows of the table read aloud; more would only be a wall of words. */
const mostRows = 100

/** The links as a table, worst first, for those who listen. */
export function LinkTable({ network: newest, reader, title }: { readonly network: Network; readonly reader: Reader; readonly title: string }) {
  const network = useCalm(newest, newest.nodes.length)
  const { text } = reader.language
  const rows = useMemo(() => {
    const names = new Map(network.nodes.map((n) => [n.id, nodeName(n, reader)]))
    const worst = network.edges.toSorted((a, b) => markRank(b.mark) - markRank(a.mark)).slice(0, mostRows)
    return worst.map((e) => ({
      id: e.id,
      from: names.get(e.source),
      to: names.get(e.target),
      state: e.mark && text(`mark.${e.mark}`),
      weight: edgeWords(e, network.unit, reader),
    }))
  }, [network, reader, text])
  return (
    <div className="hp-hidden">
      <table>
        <caption>
          {title}: {text('view.graph.table', { shown: rows.length, all: network.edges.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{text('view.graph.column.from')}</th>
            <th scope="col">{text('view.graph.column.to')}</th>
            <th scope="col">{text('view.graph.column.state')}</th>
            <th scope="col">{text('view.graph.column.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.from}</td>
              <td>{row.to}</td>
              <td>{row.state}</td>
              <td>{row.weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
