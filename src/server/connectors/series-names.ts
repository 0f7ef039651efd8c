export type Labels = Readonly<Record<string, string>>

const maxLength = 200
/** Up to this many differing labels are simply all named; beyond, just enough of them to tell the series apart. */
const namedInFull = 3
const mostCandidates = 60
const mostPicked = 6

/** Label names whose value differs between the series (a missing label counts as empty), in order of appearance. */
export function differingLabels(all: readonly Labels[]): readonly string[] {
  const [first = {}, ...rest] = all
  const names = new Set(all.flatMap((labels) => Object.keys(labels)))
  return [...names].filter((name) => rest.some((labels) => (labels[name] ?? '') !== (first[name] ?? '')))
}

const distinct = (all: readonly Labels[], names: readonly string[]): number =>
  new Set(all.map((labels) => names.map((n) => labels[n] ?? '').join('\u0000'))).size

/** A small set of labels that tells the series apart, picked greedily: of forty labels on a container one or two will do. */
function telling(all: readonly Labels[], differing: readonly string[]): readonly string[] {
  const candidates = differing.slice(0, mostCandidates)
  let picked: readonly string[] = []
  while (distinct(all, picked) < all.length && picked.length < Math.min(mostPicked, candidates.length)) {
    const best = candidates
      .filter((name) => !picked.includes(name))
      .map((name) => ({ name, count: distinct(all, [...picked, name]) }))
      .reduce((a, b) => (b.count > a.count ? b : a))
    picked = [...picked, best.name]
  }
  return picked
}

function written(labels: Labels, names: readonly string[]): string {
  const metric = names.includes('__name__') ? (labels['__name__'] ?? '') : ''
  const others = names.filter((name) => name !== '__name__' && (labels[name] ?? '') !== '')
  const [only] = others
  if (metric === '' && others.length === 1 && only !== undefined) return labels[only] ?? ''
  const pairs = others.map((name) => `${name}=${labels[name]}`).join(', ')
  return [metric, pairs].filter(Boolean).join(' ')
}

const fromTemplate = (template: string, labels: Labels): string =>
  template.replace(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (_, name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '')).trim()

/** The same names, with a number behind every one that came before. */
export function unique(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let n = 2; taken.has(free); n += 1) free = `${name} (${n})`
    taken.add(free)
    return free
  })
}

/** A different name for each series: by its legend template, else by the labels that tell it from the others. */
export function seriesNames(all: readonly Labels[], template?: string): readonly string[] {
  const differing = differingLabels(all)
  const names = differing.length <= namedInFull ? differing : telling(all, differing)
  const own = all.map((labels) => (template === undefined ? '' : fromTemplate(template, labels)) || written(labels, names) || labels['__name__'] || 'value')
  return unique(own.map((name) => name.slice(0, maxLength)))
}
