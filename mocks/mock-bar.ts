import { rolePresets } from '#core/policy/presets.ts'
import { scenarios } from './scenarios/registry.ts'
import { personaPassword, personas } from './seed/personas.ts'
import { forgetSnapshots } from './snapshot.ts'

/** Everybody one can be, by job, and nobody. */
function personChoice(person: string | undefined, become: (id: string | undefined) => Promise<void>): HTMLSelectElement {
  const choice = document.createElement('select')
  choice.ariaLabel = 'Person'
  choice.add(new Option('Nobody (signed out)', '', person === undefined, person === undefined))
  for (const { id, name } of rolePresets) {
    const group = document.createElement('optgroup')
    group.label = name
    for (const it of personas) if (it.role === id) group.append(new Option(`${it.name} · ${it.team}, ${it.site}`, it.id, it.id === person, it.id === person))
    if (group.childElementCount > 0) choice.add(group)
  }
  choice.title = `Sign-in page: an id such as ${personas[0]?.id ?? ''} and "${personaPassword}"`
  choice.onchange = () => void become(choice.value || undefined)
  return choice
}

/** A small bar for developers: which scenario runs, who one is, another of either, start afresh. Plain DOM, because it is not part of the app. */
export function showMockBar(current: string, person: string | undefined, become: (id: string | undefined) => Promise<void>): void {
  const bar = document.createElement('details')
  bar.style.cssText =
    // Above the tab bar of a phone, which it would cover.
    `position:fixed;inset-block-end:${matchMedia('(max-width: 719px)').matches ? 72 : 8}px;inset-inline-end:8px;z-index:9999;padding:4px 8px;font:12px var(--hp-font);color:var(--hp-text-2);background:var(--hp-raised);border:1px solid var(--hp-line);border-radius:6px`
  const summary = document.createElement('summary')
  summary.textContent = `Mocks: ${current}`
  const choice = document.createElement('select')
  choice.ariaLabel = 'Scenario'
  for (const name of Object.keys(scenarios)) choice.add(new Option(name, name, name === current, name === current))
  choice.onchange = () => location.assign(`${location.pathname}?scenario=${choice.value}`)
  const reset = document.createElement('button')
  reset.textContent = 'Start afresh'
  reset.onclick = () => void forgetSnapshots().then(() => location.reload())
  bar.append(summary, choice, personChoice(person, become), reset)
  document.body.append(bar)
}
