import { StreamLanguage } from '@codemirror/language'
import { linter } from '@codemirror/lint'
import type { Diagnostic } from '@codemirror/lint'
import type { StreamParser } from '@codemirror/language'
import type { Text } from '#web/i18n/text.ts'
import type { CodeLanguage, LanguageSetup } from '../code-language.ts'

const lintDelayMs = 350

/** RFC 9535 by its tokens: what it means is told by the linter. */
const tokens: readonly (readonly [RegExp, string])[] = [
  [/^\s+/, ''],
  [/^[$@](?![\w])/, 'keyword'],
  [/^(length|count|value)(?=\()/, 'variableName.function'],
  [/^(true|false|null)\b/, 'bool'],
  [/^"(?:\\.|[^"\\])*"?|^'(?:\\.|[^'\\])*'?/, 'string'],
  [/^-?\d+(\.\d+)?([eE][+-]?\d+)?/, 'number'],
  [/^(\.\.|\.|\*|\?|:|,|&&|\|\||!=|==|<=|>=|<|>|!)/, 'operator'],
  [/^[[\]()]/, 'bracket'],
  [/^[\p{L}_][\p{L}\p{N}_]*/u, 'propertyName'],
]

const parser: StreamParser<undefined> = {
  name: 'jsonpath',
  startState: () => undefined,
  token(stream) {
    for (const [pattern, kind] of tokens) if (stream.match(pattern)) return kind || null
    stream.next()
    return null
  },
}

/** What cannot be read in a path, and where; the same reader as the server's, with the same limits. */
export async function problemsOfPath(path: string, text: Text): Promise<readonly Diagnostic[]> {
  if (path.trim() === '') return []
  const { JSONPathEnvironment, JSONPathError } = await import('json-p3')
  const whole = { from: 0, to: path.length, severity: 'error' } as const
  const second = [...path.matchAll(/\.\./g)][1]
  if (second) return [{ from: second.index, to: second.index + 2, severity: 'error', message: text('query.path.descents') }]
  const environment = new JSONPathEnvironment()
  environment.functionRegister.delete('match')
  environment.functionRegister.delete('search')
  try {
    environment.compile(path)
    return []
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error
    const from = Math.min(error.token.index, Math.max(0, path.length - 1))
    const words = error.message.replace(/ \('.*':\d+\)$/s, '')
    return [{ ...whole, from, to: Math.min(path.length, from + Math.max(1, error.token.value.length)), message: text('query.path.other', { words }) }]
  }
}

export function openJsonPath({ text }: LanguageSetup): CodeLanguage {
  return {
    extension: [StreamLanguage.define(parser), linter((view) => problemsOfPath(view.state.doc.toString(), text), { delay: lintDelayMs })],
  }
}
