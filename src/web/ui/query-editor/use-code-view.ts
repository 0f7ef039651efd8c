import { closeCompletion, currentCompletions } from '@codemirror/autocomplete'
import { forEachDiagnostic, setDiagnostics, setDiagnosticsEffect } from '@codemirror/lint'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Text } from '#web/i18n/text.ts'
import type { CodeEditorProps } from './code-editor-props.ts'
import type { Refusal } from './query-source.ts'
import { common, fromOutside, oneLine, phrases } from './setup.ts'
import { pageNonce } from './nonce.ts'

/** Something wrong in the text, and where: offsets in it, and line and column counted from one. */
export interface CodeProblem {
  readonly message: string
  readonly mild: boolean
  readonly from: number
  readonly line: number
  readonly column: number
}

function problemsIn(state: EditorState): readonly CodeProblem[] {
  const found: CodeProblem[] = []
  forEachDiagnostic(state, ({ message, severity }, from) => {
    const line = state.doc.lineAt(Math.min(from, state.doc.length))
    found.push({ message, mild: severity !== 'error', from, line: line.number, column: from - line.from + 1 })
  })
  return found
}

const attributesOf = (props: CodeEditorProps): Record<string, string> => ({
  id: props.id,
  'aria-label': props.label,
  ...(props['aria-describedby'] !== undefined && { 'aria-describedby': props['aria-describedby'] }),
  ...(props['aria-invalid'] && { 'aria-invalid': 'true' }),
  ...(props.required && { 'aria-required': 'true' }),
  ...(props.readOnly && { 'aria-readonly': 'true' }),
  ...(props.language === 'jsonpath' && { 'aria-multiline': 'false' }),
  spellcheck: 'false',
  translate: 'no',
})

const shownAs = (props: CodeEditorProps): Extension => [
  EditorState.readOnly.of(props.readOnly),
  EditorView.contentAttributes.of(attributesOf(props)),
  ...(props.placeholder === undefined ? [] : [placeholder(props.placeholder)]),
  ...(props.language === 'jsonpath' ? [oneLine] : []),
]

/** The word at the place, or the last sign where that is the end: something has to be seen there. */
function wordAt(code: string, at: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(at, code.trimEnd().length - 1))
  return { from, to: from + (/^[\w$]+/.exec(code.slice(from))?.[0].length ?? Math.min(1, code.length)) }
}

export interface CodeView {
  readonly problems: readonly CodeProblem[]
  /** Another text in its place, as if it were typed: it can be undone. */
  put(text: string): void
  /** Focus goes to a place of the text. */
  goTo(at: number): void
}

/**
 * An editor in `host` that holds `value`. Escape first closes what is open, then brings back the text the editor was entered
 * with, and only then means what it means to the page.
 */
export function useCodeView(
  host: RefObject<HTMLDivElement | null>,
  props: CodeEditorProps,
  language: Extension,
  text: Text,
  { refusal, onDone }: { readonly refusal: Refusal | undefined; readonly onDone: (written: string) => void },
): CodeView {
  const [problems, setProblems] = useState<readonly CodeProblem[]>([])
  const view = useRef<EditorView>(undefined)
  const now = useRef(props)
  const done = useRef(onDone)
  const said = useRef(text)
  const parts = useRef({ shown: new Compartment(), language: new Compartment(), spoken: new Compartment() })
  useEffect(() => {
    now.current = props
    done.current = onDone
    said.current = text
  })

  useEffect(() => {
    if (!host.current) return
    let entered = now.current.value
    const holdsEscape = (it: EditorView): boolean => currentCompletions(it.state).length > 0 || it.state.doc.toString() !== entered
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: now.current.value,
        extensions: [
          EditorView.cspNonce.of(pageNonce()),
          common,
          parts.current.spoken.of(phrases(text)),
          Prec.highest(
            keymap.of([
              {
                key: 'Escape',
                run: (it) => {
                  // What is open is closed first; what is only on its way is not worth a key of its own.
                  if (currentCompletions(it.state).length > 0) return false
                  closeCompletion(it)
                  if (it.state.doc.toString() === entered) return false
                  it.dispatch({
                    changes: { from: 0, to: it.state.doc.length, insert: entered },
                    effects: EditorView.announce.of(said.current('query.restored')),
                  })
                  return true
                },
              },
            ]),
          ),
          EditorView.domEventHandlers({
            focus: (_, it) => void (entered = it.state.doc.toString()),
            blur: (_, it) => {
              const written = it.state.doc.toString()
              if (written !== entered && written.trim() !== '' && !problemsIn(it.state).some(({ mild }) => !mild)) done.current(written)
            },
          }),
          // A dialog around it hears Escape before the editor does, and is asked not to.
          EditorView.contentAttributes.of((it) => (holdsEscape(it) ? { 'data-mantine-stop-propagation': 'true' } : null)),
          parts.current.shown.of(shownAs(now.current)),
          parts.current.language.of(language),
          EditorView.updateListener.of((update) => {
            if (update.transactions.some((t) => t.effects.some((e) => e.is(setDiagnosticsEffect)))) setProblems(problemsIn(update.state))
            if (update.docChanged && !update.transactions.some((t) => t.annotation(fromOutside))) now.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => {
      view.current = undefined
      made.destroy()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- made once; what changes later is given to it below
  }, [])

  useEffect(() => {
    view.current?.dispatch({ effects: parts.current.language.reconfigure(language) })
  }, [language])
  useEffect(() => {
    view.current?.dispatch({ effects: parts.current.spoken.reconfigure(phrases(text)) })
  }, [text])
  const { id, label, required, readOnly, placeholder: hint } = props
  const { 'aria-describedby': described, 'aria-invalid': invalid } = props
  useEffect(() => {
    view.current?.dispatch({ effects: parts.current.shown.reconfigure(shownAs(now.current)) })
  }, [id, label, required, readOnly, hint, described, invalid])
  useEffect(() => {
    const { current } = view
    if (!current || current.state.doc.toString() === props.value) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: props.value }, annotations: fromOutside.of(true) })
  }, [props.value])
  const refused = refusal?.text === props.value ? refusal : undefined
  useEffect(() => {
    const { current } = view
    if (!current || !refused) return undefined
    const put = (found: Parameters<typeof setDiagnostics>[1]): void => current.dispatch(setDiagnostics(current.state, found))
    put([{ ...wordAt(refused.text, refused.at), severity: 'error', message: refused.words }])
    // Another text is not what was asked: nothing is known of it.
    return () => put([])
  }, [refused])
  // A label focuses only what is a form control to the browser.
  useEffect(() => {
    const named = document.querySelector<HTMLElement>(`label[for="${CSS.escape(id)}"]`)
    const enter = (): void => view.current?.focus()
    named?.addEventListener('click', enter)
    return () => named?.removeEventListener('click', enter)
  }, [id])

  return {
    problems,
    put(next) {
      const { current } = view
      if (!current) return
      current.focus()
      current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: next }, selection: { anchor: next.length }, userEvent: 'input.pick' })
    },
    goTo(at) {
      const { current } = view
      if (!current) return
      current.dispatch({ selection: { anchor: Math.min(at, current.state.doc.length) }, scrollIntoView: true })
      current.focus()
    },
  }
}
