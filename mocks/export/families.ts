/** Metrics as the exposition format has them. */
export interface Sample {
  /** What the sample's name adds to the family's: `_total`, `_bucket`, `_sum`, `_count`, or nothing. */
  readonly suffix: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Family {
  /** Without `_total`. */
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** Base unit, which the name ends with; empty for none. */
  readonly unit: '' | 'seconds' | 'bytes' | 'ratio'
  readonly help: string
  readonly samples: readonly Sample[]
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const quoted = (text: string): string => `"${escaped(text).replaceAll('"', '\\"')}"`

const line = (name: string, { suffix, labels, value }: Sample): string =>
  `${name}${suffix}{${Object.entries(labels)
    .map(([label, text]) => `${label}=${quoted(text)}`)
    .join(',')}} ${value}`

/** Prometheus text format 0.0.4: a counter's type stands under its full name, and there are no units. */
export const asText = (families: readonly Family[]): string =>
  `${families
    .flatMap(({ name, type, help, samples }) => {
      const full = type === 'counter' ? `${name}_total` : name
      return [`# HELP ${full} ${escaped(help)}`, `# TYPE ${full} ${type}`, ...samples.map((sample) => line(name, sample))]
    })
    .join('\n')}\n`

/** OpenMetrics 1.0: types and units under the family's name, and an end. */
export const asOpenMetrics = (families: readonly Family[]): string =>
  `${families
    .flatMap(({ name, type, unit, help, samples }) => [
      `# TYPE ${name} ${type}`,
      ...(unit === '' ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${escaped(help)}`,
      ...samples.map((sample) => line(name, sample)),
    ])
    .join('\n')}\n# EOF\n`
