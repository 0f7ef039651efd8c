import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import type { TextKey } from '#locales/chapter.ts'
import type { Phrase, Step } from '../explain/step.ts'
import { aggregations, functions, left, right, sides } from './explain-words.ts'
import { standIn } from './stand-in.ts'

/** The tree and the text it was read from. */
interface Read {
  readonly code: string
  readonly node: SyntaxNode
}

const words = ({ code, node }: Read): string => code.slice(node.from, node.to)
const childrenOf = ({ code, node }: Read): readonly Read[] => {
  const found: Read[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'LineComment') found.push({ code, node: child })
  return found
}
const childOf = ({ code, node }: Read, ...names: readonly string[]): Read | undefined => {
  const child = names.map((name) => node.getChild(name)).find((one) => one !== null)
  return child ? { code, node: child } : undefined
}
const step = (key: TextKey, args: Phrase['args'] = {}): Step => ({ key, args })

/** A quoted text without its quotes. */
const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(["'\\])/g, '$1')
const isNumber = ({ node }: Read): boolean =>
  node.name === 'NumberDurationLiteral' || (node.name === 'UnaryExpr' && node.lastChild?.name === 'NumberDurationLiteral')

const comparisons: Readonly<Record<string, TextKey>> = {
  '=': 'explain.is',
  '!=': 'explain.isNot',
  '=~': 'explain.matches',
  '!~': 'explain.matchesNot',
}

function matcher(read: Read): readonly Phrase[] {
  const label = childOf(read, 'LabelName', 'QuotedLabelName')
  const how = childOf(read, 'MatchOp')
  const value = childOf(read, 'StringLiteral')
  const key = how && comparisons[words(how)]
  if (!label || !key || !value) return []
  const name = label.node.name === 'QuotedLabelName' ? unquoted(words(label)) : words(label)
  return [{ key, args: { label: name, value: unquoted(words(value)) } }]
}

function selector(read: Read): readonly Step[] {
  const braces = childOf(read, 'LabelMatchers')
  const inside = braces ? childrenOf(braces) : []
  const quoted = inside.find(({ node }) => node.name === 'QuotedLabelName')
  const metric = childOf(read, 'Identifier') ?? quoted
  const name = metric && (metric === quoted ? unquoted(words(metric)) : words(metric))
  const where = inside.flatMap(matcher)
  if (name === undefined) return [step('explain.readAny', { where })]
  return [where.length === 0 ? step('explain.read', { metric: name }) : step('explain.readWhere', { metric: name, where })]
}

/** What a text in the language cannot be said about: shown as it is, never guessed. */
const unknown = (read: Read): Step => step('explain.unknown', { code: words(read) })

function call(read: Read): readonly Step[] {
  const name = childOf(read, 'FunctionIdentifier')
  const body = childOf(read, 'FunctionCallBody')
  if (!name || !body) return [unknown(read)]
  const given = childrenOf(body)
  const plain = given.filter((one) => isNumber(one) || one.node.name === 'StringLiteral')
  const rest = given.filter((one) => !plain.includes(one))
  const key = Object.hasOwn(functions, words(name)) ? functions[words(name)] : undefined
  const said = key
    ? step(key, Object.fromEntries(plain.map((one, i) => [`p${i}`, one.node.name === 'StringLiteral' ? unquoted(words(one)) : words(one)])))
    : step('explain.function', { name: words(name) })
  const [only] = rest
  if (rest.length <= 1) return [...(only ? explained(only) : []), said]
  return [{ ...said, parts: rest.map(explained) }]
}

const labelsIn = (read: Read | undefined): readonly string[] =>
  read ? childrenOf(read).map((one) => (one.node.name === 'QuotedLabelName' ? unquoted(words(one)) : words(one))) : []

/** These keep series as they are; all others make new ones. */
const choosing: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'])

function aggregation(read: Read): readonly Step[] {
  const how = childOf(read, 'AggregateOp')
  const body = childOf(read, 'FunctionCallBody')
  const key = how && Object.hasOwn(aggregations, words(how).toLowerCase()) ? aggregations[words(how).toLowerCase()] : undefined
  if (!how || !body) return [unknown(read)]
  const given = childrenOf(body)
  const of = given.at(-1)
  const [parameter] = given.slice(0, -1)
  const said: Phrase = key
    ? { key, args: parameter ? { p0: parameter.node.name === 'StringLiteral' ? unquoted(words(parameter)) : words(parameter) } : {} }
    : { key: 'explain.function', args: { name: words(how) } }
  const modifier = childOf(read, 'AggregateModifier')
  const labels = labelsIn(modifier && childOf(modifier, 'GroupingLabels'))
  const before = of ? explained(of) : []
  const keeps = choosing.has(words(how).toLowerCase())
  if (keeps && labels.length === 0) return [...before, said]
  if (labels.length === 0)
    return [...before, modifier && childOf(modifier, 'Without') ? step('explain.withoutNone', { how: said }) : step('explain.all', { how: said })]
  const each: TextKey = keeps ? 'explain.within' : 'explain.by'
  return [...before, step(modifier && childOf(modifier, 'Without') ? 'explain.without' : each, { how: said, labels })]
}

/** On which labels two sides meet. */
function meeting(read: Read, said: Step): Step {
  const clause = childOf(read, 'MatchingModifierClause')
  if (!clause) return said
  const labels = labelsIn(childOf(clause, 'GroupingLabels'))
  const { parts, ...phrase } = said
  const key: TextKey = childOf(clause, 'Ignoring') ? 'explain.ignoring' : 'explain.on'
  const met: Step = labels.length === 0 ? said : { ...step(key, { what: phrase, labels }), ...(parts && { parts }) }
  if (!childOf(clause, 'GroupLeft', 'GroupRight')) return met
  const { parts: both, ...whole } = met
  return { ...step('explain.many', { what: whole }), ...(both && { parts: both }) }
}

const isSign = ({ node }: Read): boolean => node.name !== 'BoolModifier' && node.name !== 'MatchingModifierClause'

function calculation(read: Read): readonly Step[] {
  const [first, sign, ...rest] = childrenOf(read).filter(isSign)
  const second = rest.at(-1)
  if (!first || !sign || !second) return [unknown(read)]
  const op = words(sign).toLowerCase()
  const isTest = childOf(read, 'BoolModifier') !== undefined
  if (isNumber(first) && isNumber(second)) return [step('explain.number', { value: words(read) })]
  const named = (list: Readonly<Record<string, TextKey>>): TextKey | undefined => list[isTest ? `${op} bool` : op]
  if (isNumber(second)) {
    const key = named(right)
    return [...explained(first), key ? step(key, { value: words(second) }) : unknown(read)]
  }
  if (isNumber(first)) {
    const key = named(left)
    return [...explained(second), key ? step(key, { value: words(first), op }) : unknown(read)]
  }
  const key = named(sides)
  const said = key ? step(key, { op }) : step('explain.sides', { op })
  return [meeting(read, { ...said, parts: [explained(first), explained(second)] })]
}

function shifted(read: Read): readonly Step[] {
  const [inner] = childrenOf(read)
  const by = childOf(read, 'OffsetDurationExpr', 'DurationExpr')
  if (!inner) return [unknown(read)]
  return [...explained(inner), by ? step('explain.offset', { by: words(by) }) : unknown(read)]
}

function fixed(read: Read): readonly Step[] {
  const [inner, , at] = childrenOf(read)
  return inner && at ? [...explained(inner), step('explain.moment', { at: read.code.slice(at.node.from, read.node.to) })] : [unknown(read)]
}

function stretched(read: Read): readonly Step[] {
  const [inner, window, resolution] = childrenOf(read)
  if (!inner || !window) return [unknown(read)]
  if (read.node.name === 'MatrixSelector') return [...explained(inner), step('explain.window', { window: words(window) })]
  const every = resolution && words(resolution)
  return [...explained(inner), every ? step('explain.subqueryEvery', { window: words(window), every }) : step('explain.subquery', { window: words(window) })]
}

const tellers: Readonly<Record<string, (read: Read) => readonly Step[]>> = {
  VectorSelector: selector,
  MatrixSelector: stretched,
  SubqueryExpr: stretched,
  FunctionCall: call,
  AggregateExpr: aggregation,
  BinaryExpr: calculation,
  OffsetExpr: shifted,
  StepInvariantExpr: fixed,
  NumberDurationLiteral: (read) => [step('explain.number', { value: words(read) })],
  StringLiteral: (read) => [step('explain.text', { value: unquoted(words(read)) })],
  ParenExpr: (read) => childrenOf(read).flatMap(explained),
  UnaryExpr: (read) => {
    const inner = childrenOf(read).at(-1)
    if (isNumber(read) || !inner) return [step('explain.number', { value: words(read) })]
    return words(read).startsWith('-') ? [...explained(inner), step('explain.negate')] : explained(inner)
  },
}

function explained(read: Read): readonly Step[] {
  const tell = Object.hasOwn(tellers, read.node.name) ? tellers[read.node.name] : undefined
  return tell ? tell(read) : [unknown(read)]
}

/** What a PromQL query does, from the inside out; nothing for one that cannot be read. Parts without words of their own are shown as they are. */
export function explainPromql(code: string): readonly Step[] {
  const tree = parser.parse(standIn(code))
  let isWhole = true
  tree.iterate({ enter: ({ type }) => void (isWhole &&= !type.isError) })
  return isWhole ? childrenOf({ code, node: tree.topNode }).flatMap(explained) : []
}
