/** Where the keys of drafts lie on this device, as long as somebody is signed in. */
export const keyRing = 'homeport-keys'

type Hear = () => void
const hearers = new Set<Hear>()

/** Hears when whoever was here has left, so that nothing of theirs stays in memory either. */
export const hearLeft = (hear: Hear): void => void hearers.add(hear)

const takenAway = (): Promise<void> =>
  new Promise((done) => {
    const asked = indexedDB.deleteDatabase(keyRing)
    // Blocked: it goes as soon as the tab that reads it at this moment is through.
    for (const event of ['success', 'error', 'blocked']) asked.addEventListener(event, () => done())
  })

/** Takes every key of drafts off this device: what is left here opens again when its owner signs in. A page whose session merely ended keeps working with its own. */
export async function wipeKeys(who: 'left' | 'lapsed'): Promise<void> {
  if (who === 'left') for (const hear of hearers) hear()
  if (typeof indexedDB === 'undefined') return
  // Refused where a browser keeps nothing anyway.
  await takenAway().catch(() => undefined)
}
