import type { QueryLanguage } from '#contract/catalogue.ts'
import type { FieldParts } from '../field/Field.tsx'

export interface CodeEditorProps extends FieldParts {
  readonly language: QueryLanguage
  /** Its name for assistive technology. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly required: boolean
  readonly readOnly: boolean
  readonly placeholder: string | undefined
}
