/** Id under which react-draggable looks for the style element it would otherwise write into the page itself. */
const styleId = 'react-draggable-style-el'

/**
 * The style it would write is in SectionGrid.module.css. An element under its id, whatever it is, keeps it from writing
 * one, which the page's content security policy would refuse.
 */
export function claimSelectionStyle(doc: Document): void {
  if (doc.getElementById(styleId)) return
  const mark = doc.createElement('meta')
  mark.id = styleId
  doc.head.append(mark)
}
