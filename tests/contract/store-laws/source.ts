import { expect, test } from 'vitest'
import type { SourceConfig } from '#contract/source.ts'
import { ending, t0 } from './examples.ts'
import { faultFrom } from '#tests/support/faults.ts'
import type { Subject } from './subject.ts'

const prometheus = (id: string, url = 'http://127.0.0.1:9090'): SourceConfig => ({ id, kind: 'prometheus', name: `Metrics ${id}`, config: { url } })

export function sourceLaws(subject: Subject): void {
  test('a new source is listed as it was written, in order of making', async () => {
    const { sources } = subject.store()
    const made = await sources.create(prometheus('b'), 'ui', t0)
    expect(made).toEqual({ ...prometheus('b'), rev: 1, origin: 'ui' })
    await sources.create(prometheus('a'), 'demo', t0 + 1)
    expect(await sources.list()).toEqual([made, { ...prometheus('a'), rev: 1, origin: 'demo' }])
  })

  test('saving keeps origin and place and counts up; an older revision is stale', async () => {
    const { sources } = subject.store()
    await sources.create(prometheus('a'), 'demo', t0)
    await sources.create(prometheus('b'), 'ui', t0 + 1)
    const saved = await sources.save(prometheus('a', 'https://metrics.example'), 1, t0 + 2)
    expect(saved).toEqual({ ...prometheus('a', 'https://metrics.example'), rev: 2, origin: 'demo' })
    expect((await sources.list())[0]).toEqual(saved)
    expect(await faultFrom(sources.save(prometheus('a'), 1, t0 + 3))).toEqual({ code: 'stale', detail: 'rev 2, not 1' })
    expect((await faultFrom(sources.save(prometheus('no'), 1, t0))).code).toBe('not_found')
  })

  test('a taken id is refused; a removed one is free and counts on', async () => {
    const { sources } = subject.store()
    await sources.create(prometheus('a'), 'ui', t0)
    expect((await faultFrom(sources.create(prometheus('a'), 'ui', t0))).code).toBe('exists')
    expect((await faultFrom(sources.remove('a', 2))).code).toBe('stale')
    await sources.remove('a', 1)
    expect(await sources.list()).toEqual([])
    expect((await faultFrom(sources.remove('a', 1))).code).toBe('not_found')
    expect(await sources.create(prometheus('a'), 'demo', t0 + 1)).toMatchObject({ rev: 2, origin: 'demo' })
  })

  test('the same write again gets the first answer', async () => {
    const { sources } = subject.store()
    const write = { key: 'k1', bodyHash: 'h' }
    const made = await sources.create(prometheus('a'), 'ui', t0, write)
    expect(await sources.create(prometheus('a'), 'ui', t0 + 1, write)).toEqual(made)
    const saved = await sources.save(prometheus('a', 'http://two'), 1, t0 + 2, { key: 'k2', bodyHash: 'h' })
    await sources.save(prometheus('a', 'http://three'), 2, t0 + 3)
    expect(await sources.save(prometheus('a', 'http://two'), 1, t0 + 4, { key: 'k2', bodyHash: 'h' })).toEqual(saved)
    expect((await faultFrom(sources.save(prometheus('a'), 3, t0, { key: 'k2', bodyHash: 'other' }))).code).toBe('key_reused')
  })

  test('of twenty saves of the same revision at once exactly one wins', async () => {
    const { sources } = subject.store()
    await sources.create(prometheus('a'), 'ui', t0)
    const endings = await Promise.all(Array.from({ length: 20 }, (_, i) => ending(sources.save(prometheus('a', `http://w${i}`), 1, t0))))
    expect(endings.filter((e) => JSON.stringify(e).includes('"value"'))).toHaveLength(1)
  })

  test('sealed secrets are kept beside a source, told by their moment, and go with it', async () => {
    const { sources } = subject.store()
    const made = await sources.create({ ...prometheus('a'), sealed: { bearer: 's1' } }, 'ui', t0)
    expect(made).toEqual({ ...prometheus('a'), rev: 1, origin: 'ui', secrets: { bearer: { setAt: t0 } } })
    expect([await sources.secret('a', 'bearer'), await sources.secret('a', 'password')]).toEqual(['s1', undefined])
    const saved = await sources.save({ ...prometheus('a'), sealed: { password: 's2' } }, 1, t0 + 1)
    expect(saved.secrets).toEqual({ bearer: { setAt: t0 }, password: { setAt: t0 + 1 } })
    expect(await sources.list()).toEqual([saved])
    expect((await sources.save({ ...prometheus('a'), sealed: { bearer: null } }, 2, t0 + 2)).secrets).toEqual({ password: { setAt: t0 + 1 } })
    // A stale save leaves the secret as it is.
    expect((await faultFrom(sources.save({ ...prometheus('a'), sealed: { password: 'late' } }, 2, t0 + 3))).code).toBe('stale')
    expect(await sources.secret('a', 'password')).toBe('s2')
    await sources.remove('a', 3)
    expect(await sources.secrets()).toEqual([])
    expect((await sources.create(prometheus('a'), 'ui', t0 + 4)).secrets).toBeUndefined()
  })

  test('the same write again writes no secret twice and tells what is kept', async () => {
    const { sources } = subject.store()
    const write = { key: 'k9', bodyHash: 'h' }
    const made = await sources.create({ ...prometheus('a'), sealed: { bearer: 's1' } }, 'ui', t0, write)
    expect(await sources.create({ ...prometheus('a'), sealed: { bearer: 's2' } }, 'ui', t0 + 1, write)).toEqual(made)
    expect(await sources.secret('a', 'bearer')).toBe('s1')
  })

  test('another sealing takes the place of the one it was made from, and of no other', async () => {
    const { sources } = subject.store()
    await sources.create({ ...prometheus('a'), sealed: { bearer: 's1' } }, 'ui', t0)
    const [kept] = await sources.secrets()
    expect(kept).toEqual({ source: 'a', field: 'bearer', sealed: 's1' })
    await sources.reseal({ source: 'a', field: 'bearer', sealed: 'other' }, 's9')
    expect(await sources.secret('a', 'bearer')).toBe('s1')
    await sources.reseal({ source: 'a', field: 'bearer', sealed: 's1' }, 's3')
    expect((await sources.list())[0]).toMatchObject({ rev: 1, secrets: { bearer: { setAt: t0 } } })
    expect(await (await subject.reopen()).sources.secret('a', 'bearer')).toBe('s3')
  })

  test('sources are there after closing and opening again', async () => {
    const made = await subject.store().sources.create(prometheus('a'), 'ui', t0)
    expect(await (await subject.reopen()).sources.list()).toEqual([made])
  })
}
