import type { Extension } from '@codemirror/state'
import type { QueryClient } from '@tanstack/react-query'
import type { Text } from '#web/i18n/text.ts'
import type { Step } from './explain/step.ts'

/** What a language gives the editor. */
export interface CodeLanguage {
  /** Colours, completion and problems. */
  readonly extension: Extension
  /** What a query does, step by step; empty where there is nothing to tell. */
  readonly explain?: (code: string) => readonly Step[]
}

export interface LanguageSetup {
  readonly text: Text
  readonly client: QueryClient
  /** Asked for names and values to complete, through our own API and so within what this person may see. */
  readonly source: string | undefined
  /** Names of the dashboard's variables, to be written `${name}`. */
  readonly variables: readonly string[]
}
