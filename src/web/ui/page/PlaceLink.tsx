import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'
import { hrefOf } from '#web/url/use-url.ts'
import type { Place } from '#web/url/place.ts'

/** A link to a place, taking time and zone along. New tabs and the like stay the browser's business. */
export function PlaceLink({ to, onClick, children, ...rest }: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: Place }) {
  const href = hrefOf(to, useSearch())
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  )
}
