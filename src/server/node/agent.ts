/** More special first: most browsers also claim to be the ones below them. */
const browsers = [
  ['Edge', /\bEdgA?(?:iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//],
] as const

const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['ChromeOS', /CrOS/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
] as const

/** Browser and system in a few words, from what a browser claims: `Firefox 140, Linux`. Other programs by their first word. */
export function agentOf(claim: string | undefined): string {
  const text = (claim ?? '').slice(0, 400)
  const browser = browsers.map(([name, mark]) => ({ name, version: mark.exec(text)?.[1] })).find((b) => b.version !== undefined)
  const system = systems.find(([, mark]) => mark.test(text))?.[0]
  const program = browser ? `${browser.name} ${browser.version}` : (/^[\w.-]{1,30}(?:\/[\w.]{1,20})?/.exec(text)?.[0]?.replace('/', ' ') ?? '')
  return [program, system].filter((part) => part !== undefined && part !== '').join(', ')
}
