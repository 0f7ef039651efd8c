import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { useLanguage } from '#web/i18n/text.ts'
import type { Language } from '#web/i18n/text.ts'
import type { Phrase, Step } from './step.ts'
import styles from '../QueryEditor.module.css'

/** Stands where a text of the query will: such texts keep their own direction, whatever language is around them. */
const mark = (i: number): string => `\u0001${i}\u0001`

/** Words of a phrase with the query's own texts set apart in them. */
function said(phrase: Phrase, language: Language): ReactNode {
  const quoted: string[] = []
  const flat = (it: Phrase): string => {
    const args = Object.entries(it.args).map(([name, arg]) => [name, worded(arg)] as const)
    return language.text(it.key, Object.fromEntries(args))
  }
  const worded = (arg: Phrase['args'][string]): string | number => {
    if (typeof arg === 'number') return arg
    if (typeof arg === 'string') return mark(quoted.push(arg) - 1)
    if ('key' in arg) return flat(arg)
    return new Intl.ListFormat(language.tag, { type: 'conjunction' }).format(arg.map((one) => String(worded(one))))
  }
  return flat(phrase)
    .split('\u0001')
    .map((part, i) => (
      // Parts have no names: their place is what they are known by.
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={i}>{i % 2 === 1 ? <bdi dir="ltr">{quoted[Number(part)]}</bdi> : part}</Fragment>
    ))
}

/** What a query does, in words, step by step. */
export function Explained({ steps }: { readonly steps: readonly Step[] }) {
  const language = useLanguage()
  return (
    <details className={styles['explained']}>
      <summary>{language.text('query.explained')}</summary>
      <Steps steps={steps} language={language} />
    </details>
  )
}

function Steps({ steps, language }: { readonly steps: readonly Step[]; readonly language: Language }) {
  return (
    <ol className={styles['steps']}>
      {steps.map((step, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          {step.parts?.map((part, side) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Steps key={side} steps={part} language={language} />
          ))}
          {said(step, language)}
        </li>
      ))}
    </ol>
  )
}
