/**
 * Counts how often components really ran, by listening where React's developer tools listen. Must be imported before
 * react-dom, which looks for the listener when it is loaded.
 */

interface Fiber {
  readonly type: unknown
  /** Its other half; none before the second time it is drawn. */
  readonly alternate: Fiber | null
  readonly flags: number
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

interface Root {
  readonly current: Fiber
}

/** Set by React on a fiber whose component ran in this commit. */
const performedWork = 1

const counts = new Map<string, number>()
const again = new Map<string, number>()
const count = (into: Map<string, number>, name: string): void => void into.set(name, (into.get(name) ?? 0) + 1)
const roots = new Set<Root>()
/** The fibers each root had at its last commit; absent while nobody counts. */
let seen: Map<Root, Set<Fiber>> | undefined

const isNamed = (type: unknown): type is { readonly name: string } => typeof type === 'function'
function nameOf(type: unknown): string | undefined {
  if (isNamed(type)) return type.name
  return typeof type === 'object' && type !== null && 'type' in type ? nameOf(type.type) : undefined
}

function fibersOf(root: Fiber): Set<Fiber> {
  const all = new Set<Fiber>()
  const stack: (Fiber | null)[] = [root]
  while (stack.length > 0) {
    const fiber = stack.pop()
    if (!fiber) continue
    all.add(fiber)
    stack.push(fiber.child, fiber.sibling)
  }
  return all
}

/** Counts what ran in this commit; walking all fibers is dear, so it is done only between `countFromHere` and `stopCounting`. */
function onCommit(root: Root): void {
  roots.add(root)
  if (!seen) return
  const before = seen.get(root)
  const now = fibersOf(root.current)
  for (const fiber of now) {
    const name = nameOf(fiber.type)
    // A fiber that was there at the last commit was not touched by this one, whatever its flags still say.
    if (!name || (fiber.flags & performedWork) === 0 || before?.has(fiber)) continue
    count(counts, name)
    if (fiber.alternate) count(again, name)
  }
  seen.set(root, now)
}

const hook = {
  supportsFiber: true,
  renderers: new Map(),
  inject: () => 1,
  onCommitFiberRoot: (_id: number, root: Root) => onCommit(root),
  onCommitFiberUnmount: () => undefined,
  onScheduleFiberRoot: () => undefined,
  checkDCE: () => undefined,
}
Object.assign(globalThis, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook })

/** Counts from now on. */
export function countFromHere(): void {
  counts.clear()
  again.clear()
  seen = new Map([...roots].map((root) => [root, fibersOf(root.current)]))
}
export function stopCounting(): void {
  seen = undefined
}
/** How often a component of that name ran since, first times included. */
export const rendersOf = (name: string): number => counts.get(name) ?? 0
/** How often one that was already there ran again. */
export const redrawsOf = (name: string): number => again.get(name) ?? 0
