import * as z from 'zod/mini'
import { ServerFault } from '../fault.ts'

type Issue = z.core.$ZodIssue

/** One thing wrong with an input: where, and what was expected there. */
export interface Problem {
  readonly path: string
  readonly detail: string
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** Where no message was written by hand zod/mini says only "Invalid input", so the fact is put together here. */
function fact(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'invalid_format':
      return issue.pattern ? `must match ${issue.pattern}` : `expected ${issue.format}`
    case 'invalid_value':
      return `expected ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}`
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.join(', ')}`
    case 'invalid_key':
      return 'key not allowed'
    case 'not_multiple_of':
      return `multiple of ${issue.divisor}`
    default:
      return 'not valid'
  }
}

/** A union's own issue says nothing; the branch that got furthest says what is wrong. */
function deepest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const depth = (branch: readonly Issue[]): number => Math.max(0, ...branch.map((i) => i.path.length))
  const best = issue.errors.toSorted((a, b) => depth(b) - depth(a))
  const first = best[0]
  if (!first || first.length === 0) return [issue]
  if (depth(first) === 0) {
    const said = issue.errors.flatMap((branch) => branch.map((i) => fact(i)))
    return [{ ...issue, errors: [], message: [...new Set(said)].join(' or ') }]
  }
  return first.flatMap((i) => deepest({ ...i, path: [...issue.path, ...i.path] }))
}

const said = (issue: Issue): string => (issue.message && issue.message !== 'Invalid input' ? issue.message : fact(issue))

/** Every problem zod found, as dotted path and technical fact. */
export function problemsOf(error: z.core.$ZodError, under: readonly string[] = []): readonly Problem[] {
  return error.issues.flatMap((i) => deepest(i)).map((i) => ({ path: dotted([...under, ...i.path]), detail: said(i) }))
}

/** Parses or throws `invalid` with the first problem's field and fact; says how many more there are. */
export function parseOrRefuse<T extends z.ZodMiniType>(schema: T, value: unknown, under: readonly string[] = []): z.output<T> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error, under)
  const first = problems[0]
  const more = problems.length > 1 ? ` (+${problems.length - 1})` : ''
  throw new ServerFault('invalid', { detail: `${first?.detail ?? 'not valid'}${more}`, ...(first?.path && { field: first.path }) })
}
