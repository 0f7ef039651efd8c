import type { Field } from '#contract/frame.ts'

/** Label names whose values are not the same in all the fields. */
function tellingLabels(fields: readonly Field[]): readonly string[] {
  const names = [...new Set(fields.flatMap((f) => Object.keys(f.labels ?? {})))].filter((name) => name !== '__name__')
  return names.filter((name) => new Set(fields.map((f) => f.labels?.[name])).size > 1)
}

function describe(field: Field, telling: readonly string[], nameTells: boolean): string {
  const values = telling.flatMap((label) => field.labels?.[label] ?? [])
  const words = nameTells ? [field.name, ...values] : values
  return words.join(' ') || field.name
}

/**
 * What a person calls each series: the values of the labels that tell them apart, the field's name where that does, never
 * the same twice. Order is that of the fields.
 */
export function nameSeries(fields: readonly Field[]): readonly string[] {
  const telling = tellingLabels(fields)
  const nameTells =
    telling.length === 0 || (new Set(fields.map((f) => f.name)).size > 1 && new Set(fields.map((f) => describe(f, telling, false))).size < fields.length)
  const used = new Map<string, number>()
  return fields.map((field) => {
    const name = describe(field, telling, nameTells)
    const times = (used.get(name) ?? 0) + 1
    used.set(name, times)
    return times > 1 ? `${name} (${times})` : name
  })
}
