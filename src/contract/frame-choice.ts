import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** What people do about parts of the frame: close a strip, put it away for good, put a hint away. */
export const frameActs = ['folded', 'hidden', 'seen'] as const
/** A strip or a hint. */
const FrameName = z.string().check(z.regex(/^[a-z]{1,24}$/))
export const FrameChoices = z.object({ folded: z.array(FrameName), hidden: z.array(FrameName), seen: z.array(FrameName) })
export type FrameChoices = z.infer<typeof FrameChoices>
/** Names kept of each act; a page has a handful. */
export const frameLimit = 40

/** One choice about the frame, made or taken back; the answer is all of them. */
export const saveFrameChoice = endpoint({
  name: 'saveFrameChoice',
  method: 'PUT',
  path: '/api/me/frame/:act/:name',
  params: z.object({ act: z.enum(frameActs), name: FrameName }),
  input: z.object({ on: z.boolean() }),
  output: FrameChoices,
})
