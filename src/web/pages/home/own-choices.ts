/** Small choices of several people at one browser, as one text: a line each. */
const most = 20

const lineOf = (kept: string, person: string): string | undefined => kept.split('\n').find((line) => line.startsWith(`${person}|`))

/** The names one person chose. */
export const chosenBy = (kept: string, person: string): ReadonlySet<string> =>
  new Set((lineOf(kept, person)?.slice(person.length + 1) ?? '').split(',').filter(Boolean))

/** The text with one person's names changed; who chose longest ago is forgotten first. */
export function withChosen(kept: string, person: string, names: ReadonlySet<string>): string {
  const others = kept.split('\n').filter((line) => line !== '' && !line.startsWith(`${person}|`))
  return [...others.slice(1 - most), `${person}|${[...names].join(',')}`].join('\n')
}
