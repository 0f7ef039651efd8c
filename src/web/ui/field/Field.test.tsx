import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Field } from './Field.tsx'
import { Input } from './Input.tsx'

test('a label and its small word are two words, also where letters join', () => {
  render(
    <Field label="الموقع" note="اختياري">
      {(parts) => <Input {...parts} />}
    </Field>,
  )
  expect(screen.getByText(/الموقع/).textContent).toBe('الموقع اختياري')
})
