/** Whether anything is drawn on the middle of a canvas. */
export function inked(canvas: HTMLCanvasElement | null | undefined): boolean {
  const pixels = canvas?.getContext('2d')?.getImageData(Math.floor(canvas.width / 2), 0, 1, canvas.height).data
  return pixels?.some((v) => v > 0) ?? false
}
