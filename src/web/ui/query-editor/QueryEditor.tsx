import { Suspense } from 'react'
import { spoken } from '#web/i18n/spoken.ts'
import type { CodeEditorProps } from './code-editor-props.ts'
import styles from './QueryEditor.module.css'

const CodeEditor = spoken(['queries'], () => import('./CodeEditor.tsx'))

/** An editor for the text of a query. It is fetched when the first one is drawn; until then the text stands where it will be. */
export function QueryEditor(props: CodeEditorProps) {
  const waiting = (
    <div className={styles['code']} data-lines={props.language === 'jsonpath' ? 'one' : 'many'} data-fixed>
      <pre className={styles['waiting']}>{props.value || ' '}</pre>
    </div>
  )
  return (
    <Suspense fallback={waiting}>
      <CodeEditor {...props} />
    </Suspense>
  )
}
