const page = 10

/** The row a key leads to from row `at` of `count`; undefined for any other key. */
export function moveFor(key: string, at: number, count: number): number | undefined {
  const last = count - 1
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'k':
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return Math.min(last, at + page)
    case 'PageUp':
      return Math.max(0, at - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
