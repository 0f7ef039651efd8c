import type { CompletionSource } from '@codemirror/autocomplete'

/** Behind these something has to follow; elsewhere what is written may be all there is. */
const opening = /[{([,=~"']\s*$/

/**
 * Nothing is offered unasked where nothing was begun: whoever has finished and presses Enter means a new line, not the first
 * operator of a list. Asked for by its key, the list comes everywhere.
 */
export const onlyWhatIsBegun =
  (source: CompletionSource): CompletionSource =>
  async (context) => {
    const found = await source(context)
    if (!found || context.explicit || found.from < context.pos) return found
    return opening.test(context.state.sliceDoc(0, context.pos)) ? found : null
  }
