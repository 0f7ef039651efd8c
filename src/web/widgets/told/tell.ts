import type { Cell, Field, Frame, FrameFact, SaidFact } from '#contract/frame.ts'
import { readPhrase } from '#core/kpi/phrase.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Text, TextArgs } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'

const words = (key: string, text: Text, args?: TextArgs): string | undefined => (hasWords(key) ? text(key, args) : undefined)

const percentOf = (share: number): number => Math.round(Math.max(0, share) * 100)

/** What a phrase's numbers are called in its sentence: shares as whole percent, an overspent budget by name. */
function argsOf(args: Readonly<Record<string, string | number>>): TextArgs {
  const { left, success } = args
  return {
    ...args,
    ...(typeof left === 'number' && { left: left < 0 ? 'over' : 'some', percent: percentOf(left) }),
    ...(typeof success === 'number' && { percent: percentOf(success) }),
  }
}

function cellIn(cell: Cell, text: Text, format: Format): Cell {
  if (typeof cell !== 'string') return cell
  const { key, args } = readPhrase(cell)
  if (key === 'amount') return format.value(Number(args['v']), String(args['unit'] ?? ''))
  return words(key, text, argsOf(args)) ?? cell
}

/** A field that is a KPI is called as the KPI is; phrases become sentences. */
function fieldIn(field: Field, isKpi: boolean, text: Text, format: Format): Field {
  const { phrase: _, ...rest } = field
  const name = isKpi ? words(`kpi.${field.name}`, text) : undefined
  const own = name === undefined ? rest : { ...rest, name }
  return field.phrase ? { ...own, values: field.values.map((cell) => cellIn(cell, text, format)) } : own
}

function said(fact: FrameFact, unit: string, text: Text, format: Format): SaidFact {
  const { kpi, of, n, stat, target, better, previous, trend, open, error, assumes } = fact
  const name = words(`kpi.${kpi}`, text) ?? kpi
  const clock = words(`kpi.${kpi}.clock`, text)
  const population = words(`kpi.${kpi}.population`, text)
  const assumed = assumes && words(`kpi.${kpi}.assumes`, text, assumes)
  const counted = stat === 'count' || n === undefined
  const short = [
    // A count says what it counts; the number itself is its n.
    counted ? (population ?? '') : '',
    stat === 'median' ? text('kpi.median') : '',
    counted ? '' : text('kpi.n', { n }),
    clock ?? '',
    target !== undefined && unit !== '' ? text('kpi.target', { value: format.value(target, unit) }) : '',
  ]
  const aside = open && text('kpi.open', { n: open.n, age: format.duration(open.oldestMs) })
  const full = [
    name,
    population && text('kpi.counted', { population }),
    clock && text('kpi.clock', { clock }),
    aside,
    text('kpi.excluded'),
    assumed,
    error !== undefined && text('kpi.error', { percent: format.value(error * 100) }),
  ]
  return {
    of: of === undefined ? undefined : name,
    name,
    line: short.filter(Boolean).join(' · '),
    full: full.filter(Boolean).join('. '),
    target,
    better,
    previous,
    trend,
  }
}

/** The whole frame about which one thing is said: its note, with what is left aside. */
function whole(fact: FrameFact, unit: string, text: Text, format: Format): SaidFact {
  const it = said(fact, unit, text, format)
  const aside = fact.open && text('kpi.open', { n: fact.open.n, age: format.duration(fact.open.oldestMs) })
  return { ...it, line: [it.line, aside].filter(Boolean).join(' · ') }
}

/** A frame in the reader's words: sentences instead of phrases, names of numbers, and what each number says about itself. */
export function tell(frame: Frame, text: Text, format: Format): Frame {
  const unitOf = ({ of }: FrameFact): string => frame.fields.find((f) => f.name === of)?.unit ?? frame.fields.find((f) => f.role === 'value')?.unit ?? ''
  const facts = frame.meta?.facts ?? []
  return {
    ...frame,
    fields: frame.fields.map((f) =>
      fieldIn(
        f,
        facts.some((fact) => fact.kpi === f.name),
        text,
        format,
      ),
    ),
    ...(frame.meta && { meta: { ...frame.meta, said: facts.map((f) => (f.of === undefined ? whole : said)(f, unitOf(f), text, format)) } }),
  }
}
