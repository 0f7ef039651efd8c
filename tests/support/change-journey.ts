import type { BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import { Run } from '#contract/run.ts'

/** Where a change is planned, and how its silence is seen in the real system. */
export interface ChangeWorld {
  readonly base: string
  /** A browser of its own, signed in as the same person each time. */
  open(size: { readonly width: number; readonly height: number; readonly phone: boolean }): Promise<BrowserContext>
  /** Name of the source alerts are kept quiet at. */
  readonly source: string
  /** Silences that carry the run's mark, whatever became of them, and how many of them are in force. */
  silences(run: string): Promise<{ readonly all: number; readonly active: number }>
}

const desktop = { width: 1440, height: 1000, phone: false }
const phone = { width: 390, height: 844, phone: true }

/** Everything that is answered before the tab dies. */
const answers = {
  title: 'Core switch firmware',
  what: 'Firmware 9.3 on both cores',
  reason: 'Two faults in the old one',
  impact: 'Ten seconds without a path',
  plan: '1. Back up\n2. Upgrade',
  backOut: 'Boot the old image',
  comment: 'Planned work',
} as const

/** Value of the silence's one condition. */
const quietSite = 'FRA-7'

const field = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByLabel(name, typeof name === 'string' ? { exact: true } : {})
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })

async function atStep(page: Page, number: number): Promise<void> {
  await page.getByRole('main').getByText(`Step ${number} of 12`, { exact: true }).waitFor()
}
async function complete(page: Page, number: number): Promise<void> {
  await button(page, `Complete step ${number}`).click()
}

/** `2026-11-22T10:00` of a moment in UTC, as the field of a moment takes it. */
const typed = (at: number): string => new Date(at).toISOString().slice(0, 16)

async function readRun(page: Page, id: string): Promise<Run> {
  return z.parse(Run, await page.evaluate(async (path) => (await fetch(path)).json(), `/api/runs/${id}`))
}

/** Steps 1 to 7; at the end everything typed is on the server. */
async function plan(page: Page, { base, source }: ChangeWorld): Promise<string> {
  await page.goto(`${base}/runs/new/change`)
  await atStep(page, 1)
  await field(page, 'Title').fill(answers.title)
  await field(page, 'Type').selectOption('standard')
  await field(page, 'Category').selectOption('network')
  await complete(page, 1)
  await atStep(page, 2)
  await field(page, 'What is changed').fill(answers.what)
  await field(page, 'Why it is worth it').fill(answers.reason)
  await complete(page, 2)
  await atStep(page, 3)
  await field(page, 'Services').fill('checkout')
  await field(page, 'Services').press('Enter')
  await complete(page, 3)
  await atStep(page, 4)
  await field(page, 'Risk').selectOption('medium')
  await field(page, 'What people notice').fill(answers.impact)
  await field(page, 'People affected').selectOption('some')
  await complete(page, 4)
  await atStep(page, 5)
  await field(page, 'Steps, one per line').fill(answers.plan)
  await field(page, 'The way back').fill(answers.backOut)
  await complete(page, 5)
  await atStep(page, 6)
  await field(page, 'Time zone of the site').fill('UTC')
  await field(page, 'Window opens').fill(typed(Date.now()))
  await field(page, 'Window closes').fill(typed(Date.now() + 3_600_000))
  await complete(page, 6)
  await atStep(page, 7)
  await button(page, 'Add a silence').click()
  await field(page, 'Keep quiet at').selectOption({ label: source })
  await field(page, 'Label').fill('site')
  await field(page, 'Value').fill(quietSite)
  await field(page, /^Comment of the silence/).fill(answers.comment)
  await page.getByText(/^Saved/).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** The renderer is gone at once: nothing is said goodbye to, so the run stays held until somebody takes it. */
async function killTab(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  void session.send('Page.crash').catch(() => undefined)
  await gone
}

/** The first screen leads back; the brief says where it was and what has been done, and one button goes on. */
async function comeBack(page: Page, base: string, id: string): Promise<void> {
  await page.goto(base)
  await page
    .getByRole('link', { name: new RegExp(answers.title) })
    .first()
    .click()
  await page.waitForURL(`**/runs/${id}`)
  const brief = page.getByRole('dialog', { name: answers.title })
  for (const head of ['Where you were', 'What changed since', 'Already done in real systems', 'What expires']) {
    await brief.getByRole('heading', { name: head }).waitFor()
  }
  await brief.getByText('Silence not created yet').waitFor()
  await brief.getByText('Change record written').waitFor()
  await button(page, 'Continue at step 7').click()
  await brief.waitFor({ state: 'detached' })
}

/** Without a stream a page asks what changed twice a minute, and a busy machine is slow to answer. */
const heardMs = 90_000

/** Another device has it: everything can be read, nothing changed, and there is one way on. */
async function readsAlong(page: Page, shown: string): Promise<void> {
  await page.getByText(shown).waitFor({ timeout: heardMs })
  await page.getByRole('main').locator('fieldset:disabled').waitFor()
  expect(await button(page, /^(Complete step|Create the silence|Finish|Back)/).count()).toBe(0)
  expect(await button(page, 'Take over').count()).toBe(1)
}

async function everyAnswer(page: Page, id: string, before: Run): Promise<void> {
  expect(await field(page, 'Value').inputValue()).toBe(quietSite)
  expect(await field(page, /^Comment of the silence/).inputValue()).toBe(answers.comment)
  const run = await readRun(page, id)
  expect(run.fields).toEqual(before.fields)
  expect(run.fields).toMatchObject({ ...answers, type: 'standard', category: 'network', services: ['checkout'], risk: 'medium', users: 'some' })
  expect(run.step).toBe('suppress')
}

async function finish(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('checkbox').first().check()
  await page.getByRole('main').getByRole('checkbox').nth(1).check()
  await complete(page, 10)
  await atStep(page, 11)
  await field(page, 'Verdict').selectOption({ index: 1 })
  await field(page, /^How you know/).fill('Both cores answer')
  await complete(page, 11)
  await atStep(page, 12)
  await field(page, 'Outcome').selectOption('done')
  await field(page, /^What to do better/).fill('Nothing')
  await button(page, 'Finish').click()
  await page.getByText('This is done').waitFor()
}

/**
 * A change begun at a desk, whose tab dies at step 7, goes on on a phone with every answer. Then a second screen opens it while
 * the phone is at it: only one of them can write, the other says so and can take over. At the end there was one silence.
 */
export async function walkChange(world: ChangeWorld, shot: (page: Page, name: string) => Promise<unknown> = async () => undefined): Promise<void> {
  const { base } = world
  const first = await world.open(desktop)
  const second = await world.open(phone)
  try {
    const desk = await first.newPage()
    const id = await plan(desk, world)
    const before = await readRun(desk, id)
    expect(await world.silences(id)).toEqual({ all: 0, active: 0 })
    await killTab(desk)

    const hand = await second.newPage()
    await comeBack(hand, base, id)
    await readsAlong(hand, 'You are on step 7 on another device')
    await shot(hand, 'held')
    await button(hand, 'Take over').click()
    await button(hand, 'Complete step 7').waitFor()
    await everyAnswer(hand, id, before)
    await complete(hand, 7)
    await atStep(hand, 9)
    await button(hand, 'Create the silence').click()
    await atStep(hand, 10)
    expect(await world.silences(id)).toEqual({ all: 1, active: 1 })

    // Two devices at once: what the second one takes, the first one only reads.
    const again = await first.newPage()
    await again.goto(`${base}/runs/${id}`)
    await button(again, 'Continue at step 10').click()
    await readsAlong(again, 'You are on step 10 on another device')
    await button(again, 'Take over').click()
    await button(again, 'Complete step 10').waitFor()
    await again.getByRole('main').getByRole('checkbox').first().check()
    await again.getByText(/^Saved/).waitFor()
    await readsAlong(hand, 'You are on step 10 on another device')
    await shot(hand, 'taken')
    await button(hand, 'Take over').click()
    await button(hand, 'Complete step 10').waitFor()
    // What the other device has saved is here.
    await expect.poll(() => hand.getByRole('main').getByRole('checkbox').first().isChecked()).toBe(true)
    await finish(hand)
    expect(await world.silences(id)).toMatchObject({ all: 1 })
    const run = await readRun(hand, id)
    expect(run.state).toBe('done')
    expect(run.effects.filter(({ kind }) => kind === 'alertmanager.silence')).toHaveLength(1)
  } finally {
    await Promise.all([first.close(), second.close()])
  }
}
