import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { longestKept } from '#contract/kept-queries.ts'
import { keepOneQuery } from '#web/api/kept-query.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { StatusMark } from '../StatusMark.tsx'
import type { CodeEditorProps } from './code-editor-props.ts'
import type { CodeLanguage } from './code-language.ts'
import { Explained } from './explain/Explained.tsx'
import { Kept } from './Kept.tsx'
import { loadLanguageOf } from './languages.ts'
import { useQueryRefusal, useQuerySource, useQueryVariables } from './query-source.ts'
import { useCodeView } from './use-code-view.ts'
import type { CodeProblem } from './use-code-view.ts'
import styles from './QueryEditor.module.css'

const nothing: CodeLanguage['extension'] = []

/** The language as soon as it is here; until then, and where it does not arrive, the text is plain and can be written all the same. */
function useCodeLanguage(language: CodeEditorProps['language'], source: string | undefined): CodeLanguage | undefined {
  const { text } = useLanguage()
  const client = useQueryClient()
  const variables = useQueryVariables()
  const [open, setOpen] = useState<Awaited<ReturnType<(typeof loadLanguageOf)[typeof language]>>>()
  useEffect(() => {
    let wanted = true
    loadLanguageOf[language]().then(
      (loaded) => wanted && setOpen(() => loaded),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [language])
  return useMemo(() => open?.({ text, client, source, variables }), [open, text, client, source, variables])
}

export default function CodeEditor(props: CodeEditorProps) {
  const { text } = useLanguage()
  const keysId = useId()
  const host = useRef<HTMLDivElement>(null)
  const client = useQueryClient()
  const source = useQuerySource()
  const refusal = useQueryRefusal()
  const language = useCodeLanguage(props.language, source)
  const keep = useMutation(keepOneQuery(client, source ?? ''))
  const noted = (written: string): void => {
    // A history that could not be written is no trouble of whoever writes a query.
    if (source !== undefined && written.length <= longestKept) keep.mutate({ text: written })
  }
  const described = [props['aria-describedby'], keysId].filter(Boolean).join(' ')
  const { problems, goTo, put } = useCodeView(host, { ...props, 'aria-describedby': described }, language?.extension ?? nothing, text, {
    refusal,
    onDone: noted,
  })
  const steps = useMemo(() => (props.value.trim() === '' ? [] : (language?.explain?.(props.value) ?? [])), [language, props.value])
  return (
    <div className={styles['editor']}>
      <div
        ref={host}
        dir="ltr"
        className={styles['code']}
        data-language={language && props.language}
        data-lines={props.language === 'jsonpath' ? 'one' : 'many'}
        data-invalid={props['aria-invalid'] || problems.some((p) => !p.mild) || undefined}
        data-fixed={props.readOnly || undefined}
      />
      <p id={keysId} className={styles['keys']}>
        {text(props.language === 'jsonpath' ? 'query.keysPlain' : 'query.keys')}
      </p>
      {source !== undefined && <Kept source={source} value={props.value} readOnly={props.readOnly} onPick={put} />}
      <Problems problems={problems} goTo={goTo} />
      {steps.length > 0 && <Explained steps={steps} />}
    </div>
  )
}

function Problems({ problems, goTo }: { readonly problems: readonly CodeProblem[]; readonly goTo: (at: number) => void }) {
  const { text } = useLanguage()
  return (
    <div role="status">
      {problems.length > 0 && (
        <ul className={styles['problems']}>
          {problems.map(({ message, mild, from, line, column }) => (
            <li key={`${from} ${message}`}>
              <button type="button" className={styles['problem']} data-mild={mild || undefined} onClick={() => goTo(from)}>
                <StatusMark mark={mild ? 'warning' : 'critical'} size={12} silent />
                <span>{text('query.at', { line, column, words: message })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
