import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { history, historyKeymap, standardKeymap, toggleComment } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { Annotation, EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Text } from '#web/i18n/text.ts'
import { look } from './look.ts'

/** The text was changed by whoever holds it, not by typing. */
export const fromOutside = Annotation.define<true>()

/** Words the editor says to assistive technology. */
export const phrases = (text: Text): Extension =>
  EditorState.phrases.of({
    Completions: text('query.completions'),
    Diagnostics: text('query.problems'),
  })

/** What every language has in common. Tab always leaves the editor; problems are walked with F8. */
export const common: Extension = [
  look,
  history(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false, activateOnTyping: true, maxRenderedOptions: 60 }),
  EditorView.lineWrapping,
  keymap.of([
    { key: 'F8', run: nextDiagnostic },
    { key: 'Shift-F8', run: previousDiagnostic },
    ...closeBracketsKeymap,
    ...historyKeymap,
    { key: 'Mod-/', run: toggleComment },
    ...standardKeymap,
  ]),
]

/** Joins what is pasted into one line, and lets nobody begin another. What came with more lines than one can be mended. */
export const oneLine: Extension = EditorState.transactionFilter.of((change) => {
  if (!change.docChanged || change.newDoc.lines <= change.startState.doc.lines || change.annotation(fromOutside)) return change
  const joined = change.newDoc.toString().replaceAll(/\s*\n\s*/g, ' ')
  return change.isUserEvent('input.paste') || change.isUserEvent('input.drop')
    ? [{ changes: { from: 0, to: change.startState.doc.length, insert: joined.trim() }, selection: { anchor: joined.trim().length } }]
    : []
})
