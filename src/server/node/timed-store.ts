import type { Store } from '../store/store.ts'
import type { Durations } from './tally.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown

const isPromise = (it: unknown): it is Promise<unknown> => it instanceof Promise

function timed(method: Method, self: object, name: string, durations: Durations): Method {
  return (...args) => {
    const began = performance.now()
    const result = method.apply(self, args)
    if (!isPromise(result)) return result
    const end = (): void => durations.add(name, (performance.now() - began) / 1000)
    result.then(end, end)
    return result
  }
}

/** An object whose promises are timed under `part.method`. Methods are wrapped once, at their first use. */
function timedPart<T extends object>(part: T, name: string, durations: Durations): T {
  const wrapped = new Map<PropertyKey, Method>()
  return new Proxy(part, {
    get(target, property) {
      const it: unknown = Reflect.get(target, property, target)
      if (typeof it !== 'function' || typeof property !== 'string') return it
      const known = wrapped.get(property)
      if (known) return known
      // What a store's part holds under a name and can be called is one of its methods.
      const made = timed(it as Method, target, `${name}.${property}`, durations)
      wrapped.set(property, made)
      return made
    },
  })
}

/** The store, and beside it how long every part of it took. */
export function timeStore(store: Store, durations: Durations): Store {
  const parts = new Map<PropertyKey, object>()
  return new Proxy(store, {
    get(target, property) {
      const it: unknown = Reflect.get(target, property, target)
      if (typeof it === 'function') return (...args: unknown[]) => (it as Method).apply(target, args)
      if (typeof it !== 'object' || it === null || typeof property !== 'string') return it
      const part = parts.get(property) ?? timedPart(it, property, durations)
      parts.set(property, part)
      return part
    },
  })
}
