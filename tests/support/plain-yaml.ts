/** What our own YAML files consist of. */
export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml }

interface Line {
  readonly indent: number
  readonly text: string
  readonly number: number
}

const lineOf = (raw: string, i: number): Line => ({ indent: raw.length - raw.trimStart().length, text: raw.trim(), number: i + 1 })

function scalar(text: string): Yaml {
  if (text.startsWith('[') && text.endsWith(']')) return [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '')
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text
}

/**
 * Reads the part of YAML our files are written in: maps and lists by indentation, lists of quoted words in a line, plain and
 * quoted words. Anything else is an error with its line, so that nothing is passed over.
 */
export function readYaml(source: string): Yaml {
  const lines = source
    .split('\n')
    .map(lineOf)
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
  let at = 0

  const wrong = (what: string): never => {
    throw new Error(`line ${lines[at]?.number ?? 'last'}: ${what}`)
  }
  const block = (indent: number): Yaml => (lines[at]?.text.startsWith('- ') ? list(indent) : map(indent))
  const list = (indent: number): readonly Yaml[] => {
    const items: Yaml[] = []
    for (let line = lines[at]; line && line.indent === indent; line = lines[at]) {
      if (!line.text.startsWith('- ')) return wrong('expected an item')
      const text = line.text.slice(2)
      const isMap = /^[\w-]+: \S/.test(text) && !/^["']/.test(text)
      at += 1
      items.push(isMap ? Object.fromEntries([pair(text)]) : scalar(text))
    }
    return items
  }
  const pair = (text: string): readonly [string, Yaml] => {
    const [, key = '', value = ''] = /^([\w.-]+): (\S.*)$/.exec(text) ?? []
    return key === '' || /^[&*!|>{]/.test(value) ? wrong(`cannot read ${text}`) : [key, scalar(value)]
  }
  const map = (indent: number): { readonly [key: string]: Yaml } => {
    const found: Record<string, Yaml> = {}
    for (let line = lines[at]; line && line.indent === indent; line = lines[at]) {
      const bare = /^([\w.-]+):$/.exec(line.text)?.[1]
      at += 1
      const next = lines[at]
      const [key, value] = bare === undefined ? pair(line.text) : [bare, next && next.indent > indent ? block(next.indent) : '']
      if (key in found) wrong(`${key} twice`)
      found[key] = value
    }
    if ((lines[at]?.indent ?? 0) > indent) wrong('deeper than expected')
    return found
  }
  const result = map(0)
  return at === lines.length ? result : wrong('not expected here')
}
