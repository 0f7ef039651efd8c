/**
 * Text every store can hold and compare: PostgreSQL refuses NUL and no database keeps half a surrogate pair, so both become
 * U+FFFD. JSON bodies escape them and come back exactly; only plain columns (titles, names to match) go through this.
 */
export function storable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\uFFFD')
}

/** Order of code points, which is the byte order of UTF-8 and so the order both databases use. */
export function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length;) {
    const x = a.codePointAt(i) ?? 0
    const y = b.codePointAt(i) ?? 0
    if (x !== y) return x - y
    i += x > 0xffff ? 2 : 1
  }
  return a.length - b.length
}
