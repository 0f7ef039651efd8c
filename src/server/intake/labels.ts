const maxText = 1000

/** Cut to what an observation keeps, visibly. */
export const cut = (text: string, max = maxText): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`)

const reaching = /^(__proto__|constructor|prototype)$/

/** Label names of other systems may be any text; ours are tame. A name is bent rather than its label lost. */
export function tameLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const tame = Object.entries(labels).map(([name, value]): [string, string] => {
    const bent = name.replace(/[^\w.@/:-]/g, '_').slice(0, 199)
    return [bent === '' || reaching.test(bent) ? `_${bent}` : bent, cut(value)]
  })
  return Object.fromEntries(tame)
}

/** Only links a browser may follow from here. */
export const safeLink = (url: string | undefined): string | undefined => (url && /^https?:\/\//.test(url) && url.length <= 2000 ? url : undefined)
