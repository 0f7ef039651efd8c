/** Questions public/boot.js asked before the app's code was here, by address. */
interface AskingWindow {
  homeportAsked?: Map<string, Promise<Response>>
}

/** Older than this an answer is not what the app would hear now. */
const freshMs = 10_000

/** The answer to what was asked ahead, once; undefined when it was not, when it failed, or is too old by the time since the page began. */
export function takeAsked(address: string): Promise<Response | undefined> | undefined {
  // Only boot.js writes here, and only in the form above.
  const asked = (globalThis as AskingWindow).homeportAsked
  if (!asked || performance.now() > freshMs) return undefined
  const reply = asked.get(address)
  asked.delete(address)
  // The app asks itself then, and tells what fails.
  return reply?.catch(() => undefined)
}
