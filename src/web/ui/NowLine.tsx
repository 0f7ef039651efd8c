/** The now line with its pennant, in the coordinates of the drawing it stands in. Same in every time view. */
export function NowLine({ x, y, height }: { readonly x: number; readonly y: number; readonly height: number }) {
  return (
    <g aria-hidden>
      <path d={`M${x} ${y}V${y + height}`} stroke="var(--hp-accent)" strokeWidth="1.5" />
      <path d={`M${x + 0.5} ${y}l9 3.6-9 3.6z`} fill="var(--hp-accent)" />
    </g>
  )
}
