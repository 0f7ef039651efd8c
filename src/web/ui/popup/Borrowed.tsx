import { useLayoutEffect } from 'react'
import type { Ref } from 'react'

function assign(ref: Ref<HTMLElement> | undefined, element: HTMLElement | null): void {
  if (typeof ref === 'function') ref(element)
  else if (ref) ref.current = element
}

/**
 * Lends an element that is already on the page to a Mantine target. The trigger can so be drawn at once, and the popup
 * code loaded when it is first opened, without the trigger losing focus.
 */
export function Borrowed({ element, ref }: { readonly element: HTMLElement | null; readonly ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    assign(ref, element)
    return () => assign(ref, null)
  }, [element, ref])
  return null
}
