/** Numbers in strings of fixed width, so that a state's size is known by counting. Base 64, most significant digit first; ASCII only, nothing JSON escapes. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const single = Array.from(digits)
const pairs = single.flatMap((a) => single.map((b) => a + b))
const valueOf = new Int8Array(128).fill(-1)
single.forEach((digit, value) => (valueOf[digit.charCodeAt(0)] = value))

/** `value` is an integer from 0 to 64 ** width - 1; anything above is held at that. Width 1 to 4. */
export function pack(value: number, width: number): string {
  const held = Math.min(Math.max(0, value), 64 ** width - 1)
  if (width === 1) return single[held] ?? 'A'
  if (width === 2) return pairs[held] ?? 'AA'
  const high = held >> 12
  return ((width === 3 ? single[high] : pairs[high]) ?? 'A') + (pairs[held & 4095] ?? 'AA')
}

export function unpack(text: string, from: number, width: number): number {
  let value = 0
  for (let i = from; i < from + width; i += 1) {
    const digit = valueOf[text.charCodeAt(i)] ?? -1
    if (digit < 0) throw new Error(`not a packed number at ${i} of ${text.slice(0, 40)}`)
    value = (value << 6) | digit
  }
  return value
}

/** Bytes of a text as JSON in UTF-8, quotes included. */
export function jsonBytes(text: string): number {
  const json = JSON.stringify(text)
  let bytes = 0
  for (let i = 0; i < json.length; i += 1) {
    const unit = json.charCodeAt(i)
    // Either half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
  }
  return bytes
}
