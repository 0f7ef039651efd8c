/** Opens an address as a link would: the app's own pages in the app, others in a tab that knows nothing of us. */
export function followLink(address: string): void {
  const anchor = document.createElement('a')
  anchor.href = address
  if (!address.startsWith('/')) Object.assign(anchor, { target: '_blank', rel: 'noopener noreferrer' })
  document.body.append(anchor)
  anchor.click()
  anchor.remove()
}
