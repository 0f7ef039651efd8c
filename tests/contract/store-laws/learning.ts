import { expect, test } from 'vitest'
import type { Signal } from '#contract/learning.ts'
import { maxProfile, untold } from '#server/store/learning.ts'
import type { Learner, StoredSeed } from '#server/store/learning.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const learner = (person: string, it: Partial<Learner> = {}): Learner => ({
  person,
  key: `key-of-${person}`,
  rev: 0,
  role: 'sre',
  settings: untold,
  profile: null,
  slots: [],
  ...it,
})
const signal = (id: string, it: Partial<Signal> = {}): Signal => ({ id, kind: 'open', item: 'page:alerts', via: 'navigation', minute: 1000, ...it })
const whole = signal('whole-0001', { from: 'dashboard:a', step: 'check', view: 'gantt', shape: 'intervals', via: 'strip', kind: 'switch' })

export function learningLaws(subject: Subject): void {
  const learning = () => subject.store().learning

  test('a person and what was learned are written together, read back, and there after opening again', async () => {
    const settings = { ...untold, noticedAt: t0, pins: [{ item: 'page:alerts', slot: 2 }], mutes: ['service:ü'] }
    const it = learner('ann', { settings, profile: '{"n":1}', slots: [null, 'page:alerts'] })
    const kept = await learning().save(it, [signal('second-02', { minute: 1001 }), whole])
    expect(kept).toEqual({ ...it, rev: 1 })
    const again = (await subject.reopen()).learning
    expect(await again.find('ann')).toEqual(kept)
    expect(await again.signals(it.key, 0)).toEqual([whole, signal('second-02', { minute: 1001 })])
    expect(await again.signals(it.key, 1001)).toEqual([signal('second-02', { minute: 1001 })])
    expect(await again.find('ben')).toBeUndefined()
  })

  test('where a person was is kept with them, and goes when it is taken away', async () => {
    const stays = [{ dashboard: 'a', at: t0, range: { from: 'now-7d', to: 'now' }, variables: { site: ['FRA', 'MÜC'] }, top: 'w1' }]
    const kept = await learning().save(learner('ann', { stays }), [])
    expect((await (await subject.reopen()).learning.find('ann'))?.stays).toEqual(stays)
    await learning().save({ ...kept, stays: [] }, [])
    expect((await learning().find('ann'))?.stays ?? []).toEqual([])
  })

  test('queries a person wrote are kept with them, and go when they are taken away', async () => {
    const queries = [
      { source: 'prom', text: 'sum(rate(x[5m])) # Zähler', at: t0 },
      { source: 'base', text: "select 'ü'", at: t0 - 1, name: 'Umsatz' },
    ]
    expect(await learning().queries('ann')).toEqual([])
    const kept = await learning().keepQueries(learner('ann'), queries)
    expect(await (await subject.reopen()).learning.queries('ann')).toEqual(queries)
    expect(await learning().find('ann')).toEqual(kept)
    // What is learned meanwhile leaves them as they are.
    const later = await learning().save({ ...kept, slots: ['dashboard:a'] }, [signal('first-001')])
    expect(await learning().queries('ann')).toEqual(queries)
    expect(await learning().queries('ben')).toEqual([])
    await learning().keepQueries(later, [])
    expect(await learning().queries('ann')).toEqual([])
  })

  test('of two who change the queries of one person the later one hears of the other, and nothing of theirs is written', async () => {
    const query = (text: string) => ({ source: 'prom', text, at: t0 })
    const read = await learning().save(learner('ann'), [])
    await learning().keepQueries(read, [query('a')])
    await expect(learning().keepQueries(read, [query('b')])).rejects.toMatchObject({ fault: { code: 'stale' } })
    await expect(learning().keepQueries(learner('ann'), [])).rejects.toMatchObject({ fault: { code: 'stale' } })
    expect(await learning().queries('ann')).toEqual([query('a')])
  })

  test('erasing leaves those queries it is told, and without a word all of them; who is removed has none', async () => {
    const [a, b] = [
      { source: 'prom', text: 'a', at: t0 },
      { source: 'prom', text: 'b', at: t0, name: 'B' },
    ]
    const one = await learning().keepQueries(learner('ann'), [a, b])
    const two = await learning().erase({ ...one, key: 'another' }, { key: one.key })
    expect(await learning().queries('ann')).toEqual([a, b])
    const three = await learning().erase(two, { key: two.key, of: 'dashboard:a', queries: [b] })
    expect(await learning().queries('ann')).toEqual([b])
    await learning().erase(three, { key: three.key, queries: [] })
    expect(await learning().queries('ann')).toEqual([])
    await learning().keepQueries({ ...three, rev: three.rev + 1 }, [a])
    await learning().remove('ann')
    expect(await learning().queries('ann')).toEqual([])
  })

  test('a signal counts once, however often it comes', async () => {
    const one = await learning().save(learner('ann'), [signal('first-001'), signal('first-001', { minute: 5 })])
    expect(await learning().known(one.key, ['first-001', 'other-001'])).toEqual(new Set(['first-001']))
    expect(await learning().known('key-of-ben', ['first-001'])).toEqual(new Set())
    await learning().save(one, [signal('first-001', { minute: 7 }), signal('other-001')])
    expect(await learning().signals(one.key, 0)).toEqual([signal('first-001'), signal('other-001')])
  })

  test('many signals at once are all there', async () => {
    const many = Array.from({ length: 137 }, (_, i) => signal(`signal-${String(i).padStart(3, '0')}`, { minute: i }))
    await learning().save(learner('ann'), many)
    expect(await learning().signals('key-of-ann', 0)).toEqual(many)
  })

  test('whoever writes over another’s revision changes nothing, not even a signal', async () => {
    const first = await learning().save(learner('ann'), [])
    await learning().save({ ...first, profile: 'second' }, [])
    for (const late of [learner('ann'), first]) {
      expect((await faultFrom(learning().save({ ...late, profile: 'late' }, [signal('late-0001')]))).code).toBe('stale')
      expect((await faultFrom(learning().erase(late, late))).code).toBe('stale')
    }
    expect((await learning().find('ann'))?.profile).toBe('second')
    expect(await learning().signals(first.key, 0)).toEqual([])
  })

  test('a profile has a limit, and one over it is refused whole', async () => {
    const text = 'ü'.repeat(maxProfile / 2)
    const kept = await learning().save(learner('ann', { profile: text }), [])
    expect((await faultFrom(learning().save({ ...kept, profile: `${text}x` }, [signal('large-001')]))).code).toBe('too_large')
    expect((await learning().find('ann'))?.rev).toBe(1)
    expect(await learning().signals(kept.key, 0)).toEqual([])
  })

  test('what is erased is gone at once, and nobody else’s with it', async () => {
    const ann = await learning().save(learner('ann', { profile: 'x' }), [signal('first-001')])
    await learning().save(learner('ben', { profile: 'y' }), [signal('first-001')])
    await learning().erase({ ...ann, key: 'another', profile: null }, ann)
    expect(await learning().find('ann')).toEqual({ ...ann, key: 'another', profile: null, rev: 2 })
    expect([await learning().signals('key-of-ann', 0), await learning().signals('another', 0)]).toEqual([[], []])
    await learning().remove('ann')
    await learning().remove('nobody')
    expect(await learning().people()).toEqual(['ben'])
    expect(await learning().signals('key-of-ben', 0)).toEqual([signal('first-001')])
  })

  test('one item can be erased without a trace, the rest stays', async () => {
    const rest = signal('second-01', { item: 'page:sources', from: 'page:alerts' })
    const ann = await learning().save(learner('ann'), [signal('first-001'), rest, signal('third-001', { item: 'page:roles', from: 'page:sources' })])
    await learning().erase(ann, { key: ann.key, of: 'page:alerts' })
    const { from: _gone, ...bare } = rest
    expect(await learning().signals(ann.key, 0)).toEqual([bare, signal('third-001', { item: 'page:roles', from: 'page:sources' })])
  })

  test('old raw signals go, what was learned from them stays', async () => {
    await learning().save(learner('ann', { profile: 'x' }), [signal('old-00001', { minute: 10 }), signal('new-00001', { minute: 11 })])
    await learning().prune(11)
    expect(await learning().signals('key-of-ann', 0)).toEqual([signal('new-00001', { minute: 11 })])
    expect((await learning().find('ann'))?.profile).toBe('x')
  })

  test('whoever keeps out of the seeds is not among those who contribute', async () => {
    await learning().save(learner('ben', { settings: { ...untold, contribution: false } }), [])
    await learning().save(learner('cem'), [])
    await learning().save(learner('dan', { role: null }), [])
    const ann = await learning().save(learner('ann'), [])
    expect((await learning().contributors('sre')).map((it) => it.person)).toEqual(['ann', 'cem'])
    await learning().save({ ...ann, settings: { ...untold, contribution: false } }, [])
    expect(await learning().contributors('noc')).toEqual([])
    expect(await learning().contributors('sre')).toEqual([{ person: 'cem', key: 'key-of-cem' }])
  })

  test('seeds are versions under a head that is changed by compare-and-set', async () => {
    const seed = (version: number): StoredSeed => ({
      role: 'sre',
      version,
      builtAt: t0 + version,
      publishedAt: null,
      items: [{ item: 'page:alerts', reason: { key: 'role', args: {} } }],
    })
    const head = { role: 'sre', rev: 0, published: null, prior: '{"v":1}', builtAt: t0 }
    const first = await learning().saveSeed({ head, seed: seed(1) })
    expect(first).toEqual({ ...head, rev: 1 })
    const second = await learning().saveSeed({ head: { ...first, published: 2 }, seed: seed(2) })
    for (const late of [head, first]) expect((await faultFrom(learning().saveSeed({ head: late, seed: seed(3) }))).code).toBe('stale')
    await learning().saveSeed({ head: second, seed: { ...seed(1), publishedAt: t0 } })
    const again = (await subject.reopen()).learning
    expect(await again.head('sre')).toEqual({ ...second, rev: 3 })
    expect(await again.head('noc')).toBeUndefined()
    expect(await again.seeds('sre')).toEqual([seed(2), { ...seed(1), publishedAt: t0 }])
  })
}
