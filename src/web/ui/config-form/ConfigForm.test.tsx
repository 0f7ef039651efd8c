import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { Json } from '#contract/json.ts'
import { ConfigForm } from './ConfigForm.tsx'
import type { ConfigFormProps } from './ConfigForm.tsx'
import type { Schema } from './schema.ts'

const schema: Schema = {
  type: 'object',
  properties: {
    url: { type: 'string', pattern: '^https?://' },
    timeoutMs: { type: 'number', default: 15_000 },
    manner: { type: 'string', enum: ['range', 'instant'], default: 'range' },
    names: { type: 'array', items: { type: 'string' } },
    extra: { type: 'object', additionalProperties: { type: 'number' } },
  },
  required: ['url'],
}

function Held({ first = {}, onValue, ...rest }: Partial<ConfigFormProps> & { readonly first?: Json; readonly onValue: (value: Json) => void }) {
  const [value, setValue] = useState<Json>(first)
  return (
    <ConfigForm
      schema={schema}
      value={value}
      onChange={(next) => {
        setValue(next)
        onValue(next)
      }}
      {...rest}
    />
  )
}

test('every kind of field gives the value its schema means', async () => {
  const person = userEvent.setup()
  const onValue = vi.fn<(value: Json) => void>()
  render(<Held onValue={onValue} first={{ later: 'kept' }} />)
  await person.type(screen.getByLabelText('Address'), 'http://a')
  await person.click(screen.getByText('More settings'))
  await person.type(screen.getByLabelText(/Timeout, milliseconds/), '1.5')
  await person.selectOptions(screen.getByLabelText(/Manner/), 'instant')
  await person.type(screen.getByLabelText(/Names/), 'x{Enter}y')
  await person.click(screen.getByLabelText(/Extra/))
  await person.paste('{"a":1}')
  expect(onValue).toHaveBeenLastCalledWith({ later: 'kept', url: 'http://a', timeoutMs: 1.5, manner: 'instant', names: ['x', 'y'], extra: { a: 1 } })
})

test('what need not be given can stand open, the rest is folded away', () => {
  render(<Held onValue={() => {}} open={['manner']} />)
  const isFolded = (words: RegExp): boolean => screen.getByLabelText(words).closest('details') !== null
  expect(isFolded(/manner/i)).toBe(false)
  expect(isFolded(/timeout/i)).toBe(true)
})

test('a problem shows once the field was left, with what would be right', async () => {
  const person = userEvent.setup()
  render(<Held onValue={() => {}} />)
  const field = screen.getByLabelText('Address')
  await person.type(field, 'localhost')
  expect(field).not.toBeInvalid()
  await person.tab()
  expect(field).toBeInvalid()
  expect(field).toHaveAccessibleDescription(/An address like http/)
})

test('a try to save shows every problem', () => {
  render(<Held onValue={() => {}} showAll />)
  expect(screen.getByText('Needed')).toBeVisible()
})

test('what the server refused stands at its field', () => {
  render(<Held onValue={() => {}} first={{ url: 'http://a' }} refused={{ path: 'url', words: 'refused by the gateway' }} />)
  expect(screen.getByLabelText('Address')).toHaveAccessibleDescription(/refused by the gateway/)
})

test('emptying a field takes the setting out', async () => {
  const person = userEvent.setup()
  const onValue = vi.fn<(value: Json) => void>()
  render(<Held onValue={onValue} first={{ url: 'http://a', timeoutMs: 5 }} />)
  await person.clear(screen.getByLabelText(/Timeout/))
  expect(onValue).toHaveBeenLastCalledWith({ url: 'http://a' })
})

test('read-only fields can be read and not changed', () => {
  render(<Held onValue={() => {}} first={{ url: 'http://a', manner: 'instant' }} readOnly />)
  expect(screen.getByLabelText('Address')).toHaveAttribute('readonly')
  expect(screen.getByLabelText(/Manner/)).toBeDisabled()
})

test('of a union the chosen variant brings its own fields', async () => {
  const person = userEvent.setup()
  const onValue = vi.fn<(value: Json) => void>()
  const union: Schema = {
    anyOf: [
      { type: 'object', properties: { kind: { type: 'string', const: 'promql' }, phrase: { type: 'string' } }, required: ['kind', 'phrase'] },
      { type: 'object', properties: { kind: { type: 'string', const: 'alerts' } }, required: ['kind'] },
    ],
  }
  render(<Held schema={union} onValue={onValue} first={{ kind: 'alerts' }} />)
  expect(screen.queryByLabelText('Phrase')).toBeNull()
  await person.selectOptions(screen.getByLabelText('Kind'), 'promql')
  await person.type(screen.getByLabelText('Phrase'), 'up')
  expect(onValue).toHaveBeenLastCalledWith({ kind: 'promql', phrase: 'up' })
})

const listed: Schema = {
  type: 'object',
  properties: {
    columns: { type: 'array', items: { type: 'object', properties: { from: { type: 'string', minLength: 1 }, unit: { type: 'string' } }, required: ['from'] } },
    paging: {
      oneOf: [
        { type: 'object', properties: { kind: { const: 'page', type: 'string' }, param: { type: 'string' } }, required: ['kind'] },
        { type: 'object', properties: { kind: { const: 'cursor', type: 'string' }, next: { type: 'string' } }, required: ['kind', 'next'] },
      ],
    },
  },
}

test('a list of objects grows and shrinks, and names the entry something is wrong with', async () => {
  const person = userEvent.setup()
  const onValue = vi.fn<(value: Json) => void>()
  render(<Held schema={listed} onValue={onValue} showAll />)
  await person.click(screen.getByRole('button', { name: 'Add' }))
  expect(screen.getByText('Needed')).toBeInTheDocument()
  await person.type(screen.getByLabelText(/Column or path/), 'a')
  await person.click(screen.getByRole('button', { name: 'Add' }))
  expect(onValue).toHaveBeenLastCalledWith({ columns: [{ from: 'a' }, {}] })
  await person.click(screen.getByRole('button', { name: 'Remove entry 1' }))
  expect(onValue).toHaveBeenLastCalledWith({ columns: [{}] })
  await person.click(screen.getByRole('button', { name: 'Remove entry 1' }))
  expect(onValue).toHaveBeenLastCalledWith({})
})

test('a choice between kinds that need not be made can be none', async () => {
  const person = userEvent.setup()
  const onValue = vi.fn<(value: Json) => void>()
  render(<Held schema={listed} onValue={onValue} />)
  const kind = screen.getByLabelText('Kind')
  expect(kind).toHaveValue('')
  await person.selectOptions(kind, 'cursor')
  expect(onValue).toHaveBeenLastCalledWith({ paging: { kind: 'cursor' } })
  await person.selectOptions(kind, '')
  expect(onValue).toHaveBeenLastCalledWith({})
})

test('where it is said what stands open, the rest is folded away however little it is', () => {
  const few: Schema = {
    type: 'object',
    properties: { url: { type: 'string' }, user: { type: 'string' }, keyFile: { type: 'string' } },
    required: ['url'],
  }
  const { unmount } = render(<Held schema={few} onValue={vi.fn<(value: Json) => void>()} />)
  expect(screen.queryByText('More settings')).not.toBeInTheDocument()
  unmount()
  render(<Held schema={few} onValue={vi.fn<(value: Json) => void>()} open={['user']} />)
  expect(screen.getByLabelText(/^User/).closest('details')).toBeNull()
  expect(screen.getByText('More settings').closest('details')).toContainElement(screen.getByLabelText(/file/i))
})
