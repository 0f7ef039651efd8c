import { scenarios } from './scenarios/registry.ts'
import { forgetSnapshots } from './snapshot.ts'

/** A small bar for developers: which scenario runs, another one, start afresh. Plain DOM, because it is not part of the app. */
export function showMockBar(current: string): void {
  const bar = document.createElement('details')
  bar.style.cssText =
    'position:fixed;inset-block-end:8px;inset-inline-end:8px;z-index:9999;padding:4px 8px;font:12px var(--hp-font);color:var(--hp-text-2);background:var(--hp-raised);border:1px solid var(--hp-line);border-radius:6px'
  const summary = document.createElement('summary')
  summary.textContent = `Mocks: ${current}`
  const choice = document.createElement('select')
  choice.ariaLabel = 'Scenario'
  for (const name of Object.keys(scenarios)) choice.add(new Option(name, name, name === current, name === current))
  choice.onchange = () => location.assign(`${location.pathname}?scenario=${choice.value}`)
  const reset = document.createElement('button')
  reset.textContent = 'Start afresh'
  reset.onclick = () => void forgetSnapshots().then(() => location.reload())
  bar.append(summary, choice, reset)
  document.body.append(bar)
}
