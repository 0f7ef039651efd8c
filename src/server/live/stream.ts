import type { Sink } from './listener.ts'

/** Bytes a reader may be behind before it is sent away: it comes back and reads on from its cursor. */
export const backlogBytes = 65_536

/** Begins telling a sink; returns how to stop. */
export type Attach = (sink: Sink) => () => void

export interface Streams {
  /** A response whose body tells what happens, from the moment somebody reads it. */
  open(attach: Attach): Response
  /** For carriers with a cheaper way of writing than the body: how to have this response's events written there instead. */
  attached(response: Response): Attach | undefined
}

/** Told by every carrier: keep nothing, hold nothing back. */
const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

export function createStreams(): Streams {
  const waiting = new WeakMap<Response, Attach>()
  return {
    open(attach) {
      const response = new Response(bodyOf(attach), { headers })
      waiting.set(response, attach)
      return response
    },
    attached: (response) => waiting.get(response),
  }
}

function bodyOf(attach: Attach): ReadableStream<Uint8Array> {
  let leave: (() => void) | undefined
  let ended = false
  return new ReadableStream<Uint8Array>(
    {
      // Not `start`: a body nobody reads listens to nothing.
      pull(controller) {
        if (leave) return
        const sink: Sink = {
          write(bytes) {
            if (ended) return false
            controller.enqueue(bytes)
            return (controller.desiredSize ?? 0) > -backlogBytes
          },
          end() {
            if (ended) return
            ended = true
            controller.close()
          },
        }
        leave = attach(sink)
      },
      cancel() {
        ended = true
        leave?.()
      },
    },
    { highWaterMark: 0, size: (chunk) => chunk?.byteLength ?? 0 },
  )
}
