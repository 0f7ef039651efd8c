import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = process.cwd()

interface Violation {
  readonly from: string
  readonly rule: string
}

/** Runs the wall check on a tree and gives what it reports. */
function cruise(folder: string): readonly Violation[] {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const asked = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', '--no-progress', 'src', 'mocks', 'tests']
  const run = spawnSync(process.execPath, [cruiser, ...asked], { cwd: folder, maxBuffer: 1 << 28, encoding: 'utf8' })
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${run.stderr}`)
  // The shape is dependency-cruiser's own JSON report.
  const report = JSON.parse(run.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  return report.summary.violations.map((v) => ({ from: v.from, rule: v.rule.name }))
}

/** One bad line each: file, its text, the rule that must name it. */
const planted: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['src/contract/bad-core.ts', "import type { Shape } from '#core/frame/shapes.ts'\nexport type X = Shape", 'contract-is-the-floor'],
  ['src/contract/bad-library.ts', "export { Hono } from 'hono'", 'contract-knows-only-zod'],
  ['src/core/bad-web.ts', "import type { View } from '#web/views/view.ts'\nexport type X = View", 'core-only-computes'],
  ['src/core/bad-locale.ts', "export { en } from '#locales/en/whole.ts'", 'core-only-computes'],
  ['src/core/bad-library.ts', "export { Hono } from 'hono'", 'core-brings-no-library'],
  ['src/locales/bad-contract.ts', "export { Fault } from '#contract/fault.ts'", 'locales-are-words'],
  ['src/server/bad-node.ts', "export { readFileSync } from 'node:fs'", 'node-stays-home'],
  ['src/server/bad-web.ts', "import type { View } from '#web/views/view.ts'\nexport type X = View", 'server-never-draws'],
  ['src/server/bad-mock.ts', "export { planted } from '../../mocks/planted.ts'", 'server-never-draws'],
  ['src/web/bad-server.ts', "import type { Ports } from '#server/ports.ts'\nexport type X = Ports", 'web-never-serves'],
  ['src/web/views/planted/index.ts', "export { planted } from '../planted-two/index.ts'", 'shelf-mates-never-meet'],
  ['src/web/views/planted-two/index.ts', 'export const planted = 1', ''],
  ['src/web/views/planted-two/bad-api.ts', "export { planted } from '../../api/planted.ts'", 'views-stay-dumb'],
  ['src/web/views/planted-two/bad-host.ts', "import type { Planted } from '../../widgets/planted.ts'\nexport type X = Planted", 'nothing-looks-up-to-widgets'],
  ['src/web/api/planted.ts', 'export const planted = 1', ''],
  ['src/web/widgets/planted.ts', 'export type Planted = 1', ''],
  ['src/web/widgets/bad-canvas.ts', "export { planted } from '../canvas/planted.ts'", 'nothing-looks-up-to-canvas'],
  ['src/web/canvas/planted.ts', 'export const planted = 1', ''],
  ['src/web/canvas/bad-page.ts', "export { planted } from '../pages/planted/index.ts'", 'nothing-looks-up-to-pages'],
  ['src/web/pages/planted/index.ts', 'export const planted = 1', ''],
  ['src/web/pages/planted-two/index.ts', "export { planted } from '../planted/index.ts'", 'shelf-mates-never-meet'],
  ['src/web/pages/planted-two/bad-app.ts', "export { planted } from '../../app/planted.ts'", 'nothing-looks-up-to-app'],
  ['src/web/app/planted.ts', 'export const planted = 1', ''],
  ['src/web/app/bad-mock.ts', "export { planted } from '#mocks/planted.ts'", 'one-way-into-mocks'],
  ['src/web/ui/bad-canvas.ts', "export { planted } from '../canvas/planted.ts'", 'nothing-looks-up-to-canvas'],
  ['src/web/ui/bad-chart.ts', "export { LineChart } from 'recharts'", 'heavy-only-where-drawn'],
  ['src/web/ui/bad-missing.ts', "export { nothing } from './not-there.ts'", 'everything-resolves'],
  ['src/web/views/planted-registry.ts', "export { planted } from './planted-two/bad-api.ts'", 'enter-by-the-door'],
  ['src/server/connectors/planted/index.ts', "export { planted } from '../planted-two/index.ts'", 'shelf-mates-never-meet'],
  ['src/server/connectors/planted-two/index.ts', 'export const planted = 1', ''],
  ['src/core/bad-tests.ts', "export { findBrowser } from '#tests/support/browser.ts'", 'nothing-ships-tests'],
  ['mocks/planted.ts', 'export const planted = 1', ''],
  ['mocks/bad-web.ts', "export { planted } from '#web/api/planted.ts'", 'mocks-never-draw'],
  ['src/core/cycle-one.ts', "import type { Two } from './cycle-two.ts'\nexport type One = Two | 1", 'no-cycles'],
  ['src/core/cycle-two.ts', "import type { One } from './cycle-one.ts'\nexport type Two = One | 2", ''],
]

const copy = mkdtempSync(join(tmpdir(), 'homeport-walls-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('the walls between the rooms', () => {
  test('hold in the whole tree, without a cycle, types included', { timeout: 60_000 }, () => {
    expect(cruise(root)).toEqual([])
  })

  test('report every planted violation under its own rule', { timeout: 60_000 }, () => {
    for (const folder of ['src', 'mocks', 'tests']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
    cpSync(join(root, 'package.json'), join(copy, 'package.json'))
    cpSync(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'))
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const [file, text] of planted) {
      mkdirSync(join(copy, dirname(file)), { recursive: true })
      writeFileSync(join(copy, file), `${text}\n`)
    }
    const found = cruise(copy)
    const missed = planted.filter(([file, , rule]) => rule !== '' && !found.some((v) => v.from === file && v.rule === rule))
    expect(missed.map(([file, , rule]) => `${file} is not reported by ${rule}`)).toEqual([])
  })
})
