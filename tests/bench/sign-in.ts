import type { Browser } from 'playwright'
import { openPage } from '#tests/support/chromium.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { providerConfig, startPortal } from '#tests/support/portal.ts'
import { freePort } from '#tests/support/program.ts'
import type { Figure } from './figures.ts'

/** Milliseconds from the press on the way in to the first widget of the landing, through a real provider on loopback. */
async function once(browser: Browser, origin: string): Promise<number> {
  const { page, close } = await openPage(browser)
  await page.goto(`${origin}/`)
  const way = page.getByRole('link', { name: 'Sign in with Provider main' })
  await way.waitFor()
  const begun = performance.now()
  await way.click()
  await page.getByRole('article').first().waitFor()
  const tookMs = performance.now() - begun
  await close()
  return tookMs
}

/** Single sign-on as a person sees it: a new browser each time, nobody signed in at the provider either. */
export async function benchSignIn(browser: Browser, rounds: number): Promise<readonly Figure[]> {
  const port = await freePort()
  const provider = await startIdentityProvider({ portals: [`http://localhost:${port}`], id: 'main' })
  provider.people.set('ada', { name: 'Ada Sample', groups: ['portal-admins'] })
  provider.person = 'ada'
  const portal = await startPortal({
    port,
    config: { auth: { oidc: [providerConfig('main', provider, { roles: [{ claim: 'groups', equals: 'portal-admins', role: 'administrator' }] })] } },
    files: { 'secret-main': provider.clientSecret },
    app: 'dist',
    whole: true,
  })
  try {
    // The first one also asks the provider who it is, which is remembered for an hour.
    await once(browser, portal.origin)
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) took.push(await once(browser, portal.origin))
    return [{ what: 'sign-in: from the press to the first widget', unit: 'ms', ours: took, target: { most: 1000, of: 'value' } }]
  } finally {
    await portal.stop()
    await provider.stop()
  }
}
