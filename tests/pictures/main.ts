/** `npm run pictures`: the pictures of the README and of docs/landings, taken anew from the demo estate. */
import { writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { rolePresets } from '#core/policy/presets.ts'
import { launchBrowser } from '../support/chromium.ts'
import { startMockApp } from '../support/mock-app.ts'
import { takeReadme } from './readme.ts'

const folder = 'docs/landings'
const roles = rolePresets.map(({ id }) => id).filter((id) => id !== 'administrator')

interface Shot {
  readonly role: string
  readonly width: number
  readonly dark: boolean
}

/** The whole first screen of somebody who has answered what is asked only once. */
async function take(browser: Browser, base: string, { role, width, dark }: Shot): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: 1000 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    hasTouch: width < 720,
  })
  try {
    const page = await context.newPage()
    await page.goto(`${base}/?person=${role}-1&scenario=burst`)
    await page.getByRole('button', { name: 'Learn', exact: true }).click()
    await page.getByRole('button', { name: 'No more hints', exact: true }).click()
    // What only mocks have, and what only a pointer brings, is not the page.
    await page.evaluate(() => document.querySelectorAll('body > details').forEach((it) => it.remove()))
    await page.mouse.move(0, 0)
    await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) })
    // Widgets ask once they are in sight; what they draw with is fetched then.
    await page.waitForTimeout(1000)
    await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
    await page.waitForTimeout(2500)
    return await page.screenshot()
  } finally {
    await context.close()
  }
}

/** Pictures side by side, each `width` wide, as one. */
async function sheet(browser: Browser, pictures: readonly Buffer[], { width, columns }: { readonly width: number; readonly columns: number }): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: width * columns + 12 * (columns + 1), height: 400 } })
  const images = pictures.map((it) => `<img src="data:image/png;base64,${it.toString('base64')}">`)
  await page.setContent(
    `<style>body{margin:0;padding:12px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:12px;background:#8b9694}img{width:100%}</style>${images.join('')}`,
  )
  const made = await page.screenshot({ fullPage: true })
  await page.close()
  return made
}

const app = await startMockApp()
const browser = await launchBrowser()
try {
  const { operator, manager, resume } = await takeReadme(browser, app.base)
  await writeFile('docs/operator.png', operator)
  await writeFile('docs/manager.png', manager)
  await writeFile('docs/resume.png', resume)
  const all = async (width: number, dark: boolean): Promise<readonly Buffer[]> => {
    const made: Buffer[] = []
    for (const role of roles) made.push(await take(browser, app.base, { role, width, dark }))
    return made
  }
  const wide = await all(1440, false)
  for (const [i, role] of roles.entries()) await writeFile(`${folder}/${role}.png`, wide[i] ?? '')
  await writeFile(`${folder}/all.png`, await sheet(browser, wide, { width: 440, columns: 3 }))
  await writeFile(`${folder}/dark.png`, await sheet(browser, await all(1440, true), { width: 440, columns: 3 }))
  await writeFile(`${folder}/tablet.png`, await sheet(browser, await all(820, false), { width: 280, columns: 5 }))
  await writeFile(`${folder}/phone.png`, await sheet(browser, await all(390, false), { width: 160, columns: 9 }))
} finally {
  await browser.close()
  await app.close()
}
