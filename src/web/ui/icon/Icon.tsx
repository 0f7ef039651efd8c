/** Stroke icons on a 16 px grid; one path each. `dots` and `grip` are points, drawn with a round, thicker stroke. */
export const iconPaths = {
  home: 'M2.5 7.5 8 3l5.5 4.5V13h-11z',
  dashboards: 'M2.5 3h11v10h-11zM2.5 7h11M7 7v6',
  sources: 'M8 2.5c3 0 5 .9 5 2s-2 2-5 2-5-.9-5-2 2-2 5-2zM3 4.5v7c0 1.1 2 2 5 2s5-.9 5-2v-7M3 8c0 1.1 2 2 5 2s5-.9 5-2',
  alert: 'M8 2.5v1.2M4 11V7.6a4 4 0 0 1 8 0V11l1.2 1.5H2.8zM6.8 14h2.4',
  incident: 'M8 2 14 13H2zM8 6.5v3M8 11.2v.1',
  change: 'M3 5h8.5M9 2.5 11.5 5 9 7.5M13 11H4.5M7 8.5 4.5 11 7 13.5',
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 14 14',
  dots: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  grip: 'M6 3.5h.1M10 3.5h.1M6 8h.1M10 8h.1M6 12.5h.1M10 12.5h.1',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.8V8l2.2 1.6',
  edit: 'M3 13l.6-2.7 7-7 2.1 2.1-7 7zM9.3 4.6l2.1 2.1',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'm3.5 8.4 3 3 6-6.5',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 6 3.5M3 6.5l3 3',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2 12 8l-7 4.8z',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  left: 'M9.5 4.5 6 8l3.5 3.5',
  wider: 'M2.5 8h11M2.5 8l2-2M2.5 8l2 2M13.5 8l-2-2M13.5 8l-2 2',
  sort: 'M5 3v10M5 13l-2-2M5 13l2-2M11 13V3M11 3 9 5M11 3l2 2',
  filter: 'M2.5 3.5h11L9.4 8.6v4.6l-2.8-1.5V8.6z',
  full: 'M3 6V3h3M13 6V3h-3M3 10v3h3M13 10v3h-3',
  lock: 'M4 7.5h8V13H4zM5.7 7.5V5.2a2.3 2.3 0 0 1 4.6 0v2.3',
  external: 'M6.5 3H3v10h10V9.5M9 3h4v4M13 3 7.5 8.5',
  link: 'M6.7 9.3a2.6 2.6 0 0 1 0-3.7l1.9-1.9a2.6 2.6 0 0 1 3.7 3.7l-1 1M9.3 6.7a2.6 2.6 0 0 1 0 3.7l-1.9 1.9a2.6 2.6 0 0 1-3.7-3.7l1-1',
  pin: 'M6 2.5h4l-.6 4.3L12 9H4l2.6-2.2zM8 9v4.5',
  person: 'M8 2.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM3 13.4c.3-2.6 2.3-3.9 5-3.9s4.7 1.3 5 3.9',
  leave: 'M9.5 2.5H3v11h6.5M6.5 8h7M13.5 8 11 5.5M13.5 8 11 10.5',
  key: 'M5.5 5.5a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM7.8 6.7 13 2.5M11.2 4l1.8 1.8M5.4 8.4h.1',
  ledger: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  badge: 'M3 4.5h10V13H3zM8 6.4a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8zM5.6 11.2c.3-1 1.2-1.4 2.4-1.4s2.1.4 2.4 1.4M6.5 4.5v-2h3v2',
  download: 'M8 2.5v7.2M8 9.7 5 6.7M8 9.7l3-3M3 13.5h10',
  people: 'M6 3a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 6 3zM2 13c0-2.4 1.8-3.6 4-3.6s4 1.2 4 3.6M10.6 3.4a2.2 2.2 0 0 1 0 4M11.8 9.7c1.4.5 2.2 1.6 2.2 3.3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  bin: 'M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9M6.7 7v4M9.3 7v4',
  settings: 'M2.5 5h5M11 5h2.5M9.2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zM2.5 11H5M8.5 11h5M6.8 9.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  keyboard: 'M2 4h12v8.5H2zM4.5 6.6h.1M7 6.6h.1M9.4 6.6h.1M11.7 6.6h.1M5 10h6',
  rail: 'M2.5 3h11v10h-11zM6 3v10',
  grid: 'M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.8h11M6.3 6.5V13',
  line: 'M2 12l3.5-4.5 3 2.5L14 4',
  bars: 'M3 13V8M6.3 13V3.5M9.7 13V6M13 13v-3',
  gantt: 'M2.5 4h6M5 8h7M8 12h5.5',
  graph:
    'M8 2.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zM3.8 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zM12.2 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zM7.2 5.6 4.7 10.4M8.8 5.6l2.5 4.8',
  stat: 'M3 12.5V7l2-1.5v7M8.5 6.5c0-2 4-2 4 .3 0 2-4 3.4-4 5.7h4.2',
  move: 'M8 2v12M2 8h12M8 2 6.3 3.7M8 2l1.7 1.7M8 14l-1.7-1.7M8 14l1.7-1.7M2 8l1.7-1.7M2 8l1.7 1.7M14 8l-1.7-1.7M14 8l-1.7 1.7',
  desktop: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
  tablet: 'M4 2.5h8v11H4zM7.5 11.5h1',
  phone: 'M5 2.5h6v11H5zM7.6 11.5h.8',
} as const

export type IconName = keyof typeof iconPaths

/** Icons that point along the line of reading; they turn round where it runs the other way. */
const directed: ReadonlySet<IconName> = new Set(['right', 'left', 'leave', 'undo', 'redo', 'external', 'rail'])
const dotted: ReadonlySet<IconName> = new Set(['dots', 'grip'])

/** Always beside words or inside a labelled control, so it is silent. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={dotted.has(name) ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      data-turns={directed.has(name) || undefined}
      className="hp-icon"
    >
      <path d={iconPaths[name]} />
    </svg>
  )
}
