import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one plain line a machine can read: `12 passed, 0 failed, 3 skipped`. Skipped tests are named above it. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = { passed: 0, failed: unhandled.length, skipped: 0 }
    const skipped: string[] = []
    for (const module of modules) {
      const failedBefore = states.failed
      for (const test of module.children.allTests()) {
        const state = test.result().state
        if (state === 'passed') states.passed += 1
        else if (state === 'failed') states.failed += 1
        else {
          states.skipped += 1
          skipped.push(test.fullName)
        }
      }
      // A file that could not be loaded, or whose preparation failed, has no failed test to count, yet must not look like success.
      if (module.state() === 'failed' && states.failed === failedBefore) states.failed += 1
    }
    const lines = skipped.map((name) => `skipped: ${name}\n`)
    process.stdout.write(`${lines.join('')}\n${states.passed} passed, ${states.failed} failed, ${states.skipped} skipped\n`)
  }
}
