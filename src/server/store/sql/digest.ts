/**
 * 64 bits of FNV-1a over UTF-16 code units, as hex, computed in two 32-bit halves with different seeds. Not a cryptographic
 * hash: it only tells two reports on one observation apart.
 */
export function digest(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit ^ (a >>> 16), 0x01000193)
  }
  return hex(a) + hex(b)
}

const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0')
