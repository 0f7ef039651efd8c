import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'
import { carriedSearch } from '#web/url/search.ts'

/** The address with time and zone taken along, unless it says something of its own. */
function withTime(href: string, search: string): string {
  if (href.startsWith('#') || href.includes('?')) return href
  const carried = carriedSearch(search)
  const [path = '', hash] = href.split('#')
  return `${path}${carried && `?${carried}`}${hash === undefined ? '' : `#${hash}`}`
}

/** A link to an address the server named. New tabs and the like stay the browser's business. */
export function WayLink({ to, onClick, children, ...rest }: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: string }) {
  const href = withTime(to, useSearch())
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
