/** The harbour flag P, "all aboard", whose white centre is a house. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden className="hp-icon">
      <rect width="24" height="24" rx="6" fill="var(--hp-accent)" />
      <path d="M12 6.2 17.6 11v6.4H6.4V11z" fill="var(--hp-on-accent)" />
    </svg>
  )
}
