import { network } from 'virtual:msw'
import { createMockApi } from './mock-api.ts'
import type { MockApi } from './mock-api.ts'
import { showMockBar } from './mock-bar.ts'
import { handlersFor } from './handlers.ts'
import { keepInBrowser } from './mock-identity.ts'
import { isPersona } from './seed/personas.ts'
import { isScenario, scenarios } from './scenarios/registry.ts'
import type { ScenarioName } from './scenarios/registry.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

const remembered = 'homeport-mock-scenario'
const tickMs = 10_000
const keepAfterMs = 200
const usualPerson = 'homeport-mock-person'

/** The scenario in the address, else the one used last. */
function chosenScenario(): ScenarioName {
  const asked = new URLSearchParams(location.search).get('scenario')
  const name = isScenario(asked) ? asked : localStorage.getItem(remembered)
  const scenario = isScenario(name) ? name : 'calm'
  localStorage.setItem(remembered, scenario)
  return scenario
}

/** Who is signed in, asked like the app asks. */
async function whoIs(fetch: (request: Request) => Promise<Response>): Promise<string | undefined> {
  const reply = await fetch(new Request(`${location.origin}/api/me`))
  // The contract's Me; anything else is nobody.
  return reply.ok ? ((await reply.json()) as { readonly id: string }).id : undefined
}

/** The persona in the address: a known one signs in; `nobody` signs out. */
function chosenPerson(): string | undefined {
  const asked = new URLSearchParams(location.search).get('person')
  if (isPersona(asked)) localStorage.setItem(usualPerson, asked)
  return asked === 'nobody' || isPersona(asked) ? asked : undefined
}

/** Answers every `/api` request of this page from memory; what people save is kept in IndexedDB. Resolves when it answers. */
export async function startMocks(): Promise<void> {
  const name = chosenScenario()
  let api: MockApi | undefined
  let keeping: ReturnType<typeof setTimeout> | undefined
  const write = async (): Promise<void> => {
    clearTimeout(keeping)
    if (api) await writeSnapshot(name, api.snapshot())
  }
  const keep = (): void => {
    clearTimeout(keeping)
    keeping = setTimeout(() => void write(), keepAfterMs)
  }
  const sessionKeeping = keepInBrowser(`homeport-mock-session-${name}`)
  const person = chosenPerson()
  const usual = localStorage.getItem(usualPerson)
  api = await createMockApi({
    scenario: scenarios[name],
    snapshot: await readSnapshot(name),
    onChange: keep,
    keeping: sessionKeeping,
    person,
    ...(isPersona(usual) && { usual }),
  })
  const answer = api.fetch
  /** What was acknowledged is kept, also when the page is left at once. */
  const fetch = async (request: Request): Promise<Response> => {
    const asksOnly = request.method === 'GET' || request.url.endsWith('/api/query')
    const reply = await answer(request)
    if (!asksOnly) await write()
    return reply
  }
  // Pages and modules of the app itself come from where they come from.
  network.configure({ handlers: handlersFor({ fetch }), onUnhandledFrame: 'bypass' })
  await network.enable()
  const tick = (): void => void api?.tick(Date.now())
  tick()
  setInterval(tick, tickMs)
  showMockBar(name, await whoIs(fetch), async (id) => {
    if (id !== undefined) localStorage.setItem(usualPerson, id)
    await api?.become(id)
    await write()
    // Whoever the address names would come back.
    const here = new URL(location.href)
    here.searchParams.delete('person')
    history.replaceState(history.state, '', here)
    location.reload()
  })
}
