import { expect, test } from 'vitest'
import type { Subject } from './subject.ts'

export function factLaws(subject: Subject): void {
  test('a fact is what was written last, also after opening again; an unknown one is undefined', async () => {
    const { facts } = subject.store()
    expect(await facts.read('demo')).toBeUndefined()
    await facts.write('demo', 'loaded')
    await facts.write('demo', 'gone')
    await facts.write('__proto__', '☃')
    const later = (await subject.reopen()).facts
    expect([await later.read('demo'), await later.read('__proto__'), await later.read('constructor')]).toEqual(['gone', '☃', undefined])
  })
}
