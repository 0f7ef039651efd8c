/** Equal questions asked at the same time become one; the work is given up when the last asker has left. */
export interface SingleFlight<T> {
  fly(key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>
}

interface Flight<T> {
  readonly result: Promise<T>
  readonly stop: AbortController
  askers: number
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>()

  const board = (key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const there = flights.get(key)
    if (there) return there
    const stop = new AbortController()
    const flight: Flight<T> = { result: work(stop.signal).finally(() => drop(key, flight)), stop, askers: 0 }
    flights.set(key, flight)
    return flight
  }
  const drop = (key: string, flight: Flight<T>): void => {
    if (flights.get(key) === flight) flights.delete(key)
  }

  return {
    fly(key, work, signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      const flight = board(key, work)
      flight.askers += 1
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          flight.askers -= 1
          if (flight.askers === 0) {
            drop(key, flight)
            flight.stop.abort(signal.reason)
          }
          reject(signal.reason)
        }
        signal.addEventListener('abort', leave, { once: true })
        flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    },
  }
}
