import { useText } from '../i18n/text.ts'
import { plainWords } from '../ui/query-editor/promql/problem-words.ts'
import styles from './FailedFace.module.css'

/** Why a source does not understand a query: in plain words where there are some, and in its own. */
export default function SourceSays({ detail, source }: { readonly detail: string; readonly source: string }) {
  const text = useText()
  const plain = plainWords(detail, text)
  const own = (
    <p className={styles['detail']} dir="auto">
      {detail}
    </p>
  )
  if (plain === undefined) return own
  return (
    <>
      <p>{plain}</p>
      <details className={styles['theirs']}>
        <summary>{text('query.says.theirs', { source })}</summary>
        {own}
      </details>
    </>
  )
}
