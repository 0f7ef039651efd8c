import { insertCompletionText, pickedCompletion } from '@codemirror/autocomplete'
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'

const begun = /\$\{?\w*$/

/** A language's own names, and none behind a `$`: what is meant there is only what Homeport fills in. */
export const notBehindDollar =
  (source: CompletionSource): CompletionSource =>
  (context) =>
    context.matchBefore(begun) ? null : source(context)

/** Puts it in place of what was begun, and of the bracket that closed itself behind it. */
function put(view: EditorView, completion: Completion, from: number, to: number): void {
  const end = completion.label.endsWith('}') && view.state.sliceDoc(to, to + 1) === '}' ? to + 1 : to
  view.dispatch({ ...insertCompletionText(view.state, completion.label, from, end), annotations: pickedCompletion.of(completion) })
}

/** What Homeport fills in, offered where a `$` was written: the moments a language has, and the dashboard's variables as `${name}`. */
export function filledIn(builtIns: Readonly<Record<string, string>>, variables: readonly string[], choice: string) {
  const options: readonly Completion[] = [
    ...variables.map((name) => ({ label: `\${${name}}`, detail: choice, apply: put, boost: 1 })),
    ...Object.entries(builtIns).map(([label, detail]) => ({ label, detail })),
  ]
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(begun)
    return before && { from: before.from, options, validFor: /^\$\{?\w*$/ }
  }
}
