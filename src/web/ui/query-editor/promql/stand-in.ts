/** `${variables}` and `$__moments`, as the server fills them in (server/connectors/fill.ts). */
const places = /\$\{[A-Za-z_]\w{0,63}\}|\$__[a-z]+\b/g

const duration = (length: number): string => `${'1'.padStart(length - 1, '0')}m`
const number = (length: number): string => '1'.padStart(length, '0')
const name = (length: number): string => '_'.repeat(length)

/**
 * The query with something of the same length where Homeport fills in, so that it can be read before that, and every place
 * in it stays where it is. What is filled in outside of quotes is a name, a number or a duration; what stands around it tells which.
 */
export function standIn(code: string): string {
  return code.replace(places, (place, at: number) => {
    const before = code.slice(0, at).trimEnd()
    const after = code.slice(at + place.length).trimStart()
    if (/[[:]$|\boffset\s*-?$/.test(before) && !/^[\w(]/.test(after)) return duration(place.length)
    if ((/[(,]$/.test(before) && after.startsWith(',')) || /[*/%^<>=+-]$/.test(before)) return number(place.length)
    return name(place.length)
  })
}
