import { expect, test } from 'vitest'
import { workflows } from '#core/workflow/registry.ts'
import { en } from '#locales/en/whole.ts'
import { stepKinds } from '#server/steps/registry.ts'

const words: Readonly<Record<string, string>> = en
const missing = (keys: readonly string[]): readonly string[] => [...new Set(keys)].filter((key) => words[key] === undefined)
const all = Object.values(workflows).flat()

test('every step, question and choice of every workflow has its words', () => {
  const steps = all.flatMap(({ id, steps: own }) => [
    `workflow.${id}.name`,
    ...own.flatMap((step) => [`workflow.${id}.step.${step.id}`, `workflow.${id}.head.${step.id}`]),
  ])
  const fields = all.flatMap(({ steps: own }) => own.flatMap((step) => step.fields))
  const asked = fields.flatMap(({ name, options = [] }) => [`workflow.field.${name}`, ...options.map((option) => `workflow.option.${option}`)])
  expect(missing([...steps, ...asked])).toEqual([])
})

test('every effect has words for each state it can be in', () => {
  const states = ['done', 'undone', 'failed', 'pending', 'unknown', 'more']
  const keys = [...stepKinds.keys()].flatMap((kind) => states.map((state) => `run.did.${kind.replaceAll('.', '_')}.${state}`))
  expect(missing(keys)).toEqual([])
})

test('every effect a workflow plans is on the shelf of steps, and every name of a question is asked once per workflow', () => {
  for (const { steps } of all) {
    const names = steps.flatMap((step) => step.fields.map(({ name }) => name))
    expect(names).toHaveLength(new Set(names).size)
  }
})
