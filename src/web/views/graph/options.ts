import * as z from 'zod/mini'

/** What a reader may set about a graph; every value has a default. */
export const GraphOptions = z.object({
  /** Whose trouble a failing link is: the called one's, both ends', or judged by whether names occur on both ends. */
  trouble: z._default(z.enum(['auto', 'target', 'both']), 'auto'),
  /** Weight written at links: where there is room and in the neighbourhood in focus, everywhere, or nowhere. */
  edgeLabels: z._default(z.enum(['auto', 'always', 'never']), 'auto'),
  /** Groups begin folded into one node each. */
  foldGroups: z._default(z.boolean(), false),
  /** Groups that are the other way: open although groups are folded, or folded although they are not. */
  turned: z._default(z.array(z.string()), []),
})
export type GraphOptions = z.infer<typeof GraphOptions>
