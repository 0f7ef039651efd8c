import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import { linter } from '@codemirror/lint'
import type { Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { LanguageType, newCompleteStrategy, PromQLExtension, promQLLanguage } from '@prometheus-io/codemirror-promql'
import type { Text } from '#web/i18n/text.ts'
import type { CodeLanguage, LanguageSetup } from '../code-language.ts'
import { filledIn, notBehindDollar } from '../filled-in.ts'
import { onlyWhatIsBegun } from '../only-begun.ts'
import { explainPromql } from './explain.ts'
import { liveNames } from './live-names.ts'
import { standIn } from './stand-in.ts'
import { saidOf } from './problem-words.ts'

const language = promQLLanguage(LanguageType.PromQL)
const lintDelayMs = 350

/** Where the text cannot be read: the very places, not the parts around them. At the end it is most often not finished yet. */
function unreadable(state: EditorState, text: Text): readonly Diagnostic[] {
  const { length } = state.doc
  const end = state.doc.toString().trimEnd().length
  const found: Diagnostic[] = []
  syntaxTree(state).iterate({
    enter({ type, from, to }) {
      if (!type.isError) return
      const isEnd = to >= end
      found.push({
        from: isEnd ? Math.max(0, Math.min(from, end - 1)) : from,
        to: Math.min(length, Math.max(to, from + 1)),
        severity: isEnd ? 'warning' : 'error',
        message: text(isEnd ? 'query.promql.unfinished' : 'query.promql.unexpected'),
      })
    },
  })
  return found.filter(({ from }, i) => found.findIndex((other) => other.from === from) === i)
}

const longMs = 2_000

/** A state whose text was read to its end: by itself it stops when it takes long, and what was not read would look wrong. */
function wholly(code: string): EditorState {
  const state = EditorState.create({ doc: code, extensions: [language] })
  ensureSyntaxTree(state, state.doc.length, longMs)
  // The next state takes over what was read since.
  return state.update({}).state
}

/** Problems of the text as it is once everything is filled in, in words of the reader. */
export function problemsOfPromql(code: string, text: Text): readonly Diagnostic[] {
  if (code.trim() === '') return []
  const state = wholly(standIn(code))
  const places = unreadable(state, text)
  if (places.length > 0) return places
  // The library's linter reads nothing of the view but its state.
  const found = new PromQLExtension().getLinter().promQL()({ state } as EditorView)
  return Array.isArray(found) ? found.map((one: Diagnostic) => ({ ...one, message: saidOf(one.message, text) })) : []
}

export function openPromql({ text, client, source, variables }: LanguageSetup): CodeLanguage {
  const spans = { $__rate: text('query.builtIn.rate'), $__range: text('query.builtIn.range'), $__step: text('query.builtIn.step') }
  const names = newCompleteStrategy(source === undefined ? undefined : { remote: liveNames(client, source) })
  return {
    extension: [
      language,
      language.data.of({ autocomplete: onlyWhatIsBegun(notBehindDollar((context) => names.promQL(context))) }),
      language.data.of({ autocomplete: filledIn(spans, variables, text('query.variable')) }),
      linter((view) => problemsOfPromql(view.state.doc.toString(), text), { delay: lintDelayMs }),
    ],
    explain: explainPromql,
  }
}
