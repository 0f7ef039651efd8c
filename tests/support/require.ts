import { describe } from 'vitest'

const required = process.env['HOMEPORT_REQUIRE'] === '1'

/**
 * `describe` for tests that need a program which may not be here. Missing: the tests are reported as skipped, by name;
 * with HOMEPORT_REQUIRE=1 they run all the same, and so fail.
 */
export function needs(program: string, present: boolean): (title: string, body: () => void) => void {
  if (present || required) return (title, body) => describe(title, body)
  return (title, body) => describe.skip(`${title} (skipped: no ${program} here)`, body)
}
