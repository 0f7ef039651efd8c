import { expect, test } from 'vitest'
import { createAudit } from '#server/audit/audit.ts'
import { checkChain, sealLines } from '#server/audit/chain.ts'
import { systemClock } from '#server/memory-ports.ts'
import { noHead } from '#server/store/audit.ts'
import type { AuditDraft } from '#server/store/trail.ts'
import { webCrypto } from '#server/web-crypto.ts'
import { t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const draft = (action: string, object = 'dashboard:a'): AuditDraft => ({
  at: t0,
  actor: { kind: 'person', id: 'p1', name: 'Ada Ü' },
  action,
  object,
  result: 'done',
  network: '10.0.0.0/24',
  requestId: 'r1',
  detail: { added: ['team:pay view'], n: 3 },
})

export function auditLaws(subject: Subject): void {
  const write = (...actions: readonly string[]) => Promise.all(actions.map((action) => subject.store().trail.write({ audit: draft(action) })))
  const ports = () => ({ store: subject.store(), crypto: webCrypto, clock: systemClock })

  test('lines are told newest first, by what their action and object begin with, page by page', async () => {
    const { trail, audit } = subject.store()
    for (const action of ['dashboard.save', 'dashboard%', 'session.begin']) await trail.write({ audit: draft(action) })
    await trail.write({ audit: draft('dashboard.share', 'dashboard:ü☃') })
    const actions = async (it: object): Promise<readonly string[]> => (await audit.list({ limit: 10, ...it })).map((entry) => entry.action)
    expect(await actions({})).toEqual(['dashboard.share', 'session.begin', 'dashboard%', 'dashboard.save'])
    expect(await actions({ action: 'dashboard%' })).toEqual(['dashboard%'])
    expect(await actions({ action: 'dashboard.' })).toEqual(['dashboard.share', 'dashboard.save'])
    expect(await actions({ object: 'dashboard:ü☃' })).toEqual(['dashboard.share'])
    const [, second] = await audit.list({ limit: 2 })
    expect(await actions({ before: second?.seq })).toEqual(['dashboard%', 'dashboard.save'])
    expect((await audit.list({ limit: 1 }))[0]).toMatchObject({ ...draft('dashboard.share', 'dashboard:ü☃'), hash: null })
  })

  test('sealing gives every line its place, and the chain holds, also after opening again', async () => {
    await write('a', 'b', 'c')
    expect(await checkChain(ports())).toEqual({ whole: true, sealed: 0, brokenAt: null })
    await createAudit(ports()).seal()
    await write('d')
    await createAudit(ports()).seal()
    await subject.reopen()
    expect(await checkChain(ports())).toEqual({ whole: true, sealed: 4, brokenAt: null })
    const hashes = (await subject.store().audit.list({ limit: 10 })).map((entry) => entry.hash)
    expect(new Set(hashes).size).toBe(4)
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true)
  })

  test('of several who seal at once none forks the chain', async () => {
    const sealers = Array.from({ length: 6 }, () => createAudit(ports()))
    for (let round = 0; round < 4; round++) {
      await write('a', 'b', 'c', 'd', 'e')
      await Promise.all([...sealers.map((sealer) => sealer.seal()), write('during')])
    }
    await sealers[0]?.seal()
    expect(await subject.store().audit.unsealed(100)).toEqual([])
    expect(await checkChain(ports())).toEqual({ whole: true, sealed: 24, brokenAt: null })
    const places = (await subject.store().audit.sealed(0, 100)).map((it) => it.place)
    expect(places).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
  })

  test('a seal from an old head changes nothing', async () => {
    await write('a', 'b')
    const { audit } = subject.store()
    const lines = await audit.unsealed(10)
    expect(await audit.seal(noHead, await sealLines(webCrypto.digest, noHead, lines.slice(0, 1)))).toBe(true)
    expect(await audit.seal(noHead, await sealLines(webCrypto.digest, noHead, lines.slice(1)))).toBe(false)
    expect(await audit.unsealed(10)).toEqual(lines.slice(1))
  })
}
