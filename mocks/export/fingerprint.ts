const encoder = new TextEncoder()
const limit = 2 ** 32

/** FNV-1a of 64 bits in two halves, as Prometheus and Alertmanager name a set of labels: names in order, each name and value followed by 255. */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  let [high, low] = [0xcbf29ce4, 0x84222325]
  const take = (byte: number): void => {
    low = (low ^ byte) >>> 0
    // Times 2^40 + 435.
    const product = low * 435
    high = (high * 435 + Math.floor(product / limit) + ((low << 8) >>> 0)) % limit
    low = product % limit
  }
  for (const name of Object.keys(labels).toSorted())
    for (const text of [name, labels[name] ?? '']) {
      encoder.encode(text).forEach(take)
      take(255)
    }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}
