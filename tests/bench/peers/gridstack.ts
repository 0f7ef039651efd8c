import { GridStack } from 'gridstack'
import 'gridstack/dist/gridstack.min.css'
import { numbers } from '../boards.ts'

/** gridstack alone, with the places of the other two sides and a number in each widget. */
const count = Number(new URLSearchParams(location.search).get('widgets') ?? 50)
const places = numbers(count).sections[0]?.layouts.desktop ?? []

// Its items are elements it makes; what stands in them is ours to write.
GridStack.renderCB = (element, widget) => {
  const head = document.createElement('h3')
  head.textContent = String(widget.id)
  const number = document.createElement('output')
  number.style.fontSize = '30px'
  number.textContent = (Number(String(widget.id).slice(1)) * 1.37).toFixed(2)
  element.append(head, number)
  element.style.cssText = 'background:#fff;border:1px solid #dfe4e0'
}
// A row and its gap are as high as on the other sides.
GridStack.init({ column: 12, cellHeight: 44, margin: 6 })?.load(places.map(({ id, x, y, w, h }) => ({ id, x, y, w, h })))
