import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import type { Metrics } from './place.ts'
import type { Tone } from './tone.ts'

/** Colours of one tone: the bar, its ground when somebody has it, its edge, and words on that ground. */
export interface ToneInk {
  readonly fill: string
  readonly soft: string
  readonly edge: string
  readonly word: string
}

/** Everything the canvas needs to know of the theme, read from the tokens. */
export interface Ink {
  readonly tones: Readonly<Record<Tone, ToneInk>>
  readonly surface: string
  readonly text2: string
  readonly axis: string
  readonly gridline: string
  readonly rule: string
  /** How much of both shows: system colours have no quiet ones. */
  readonly ruleAlpha: number
  readonly font: string
  readonly metrics: Metrics
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  /** The system chose the colours: outlines carry the meaning. */
  readonly forced: boolean
}

const forcedQuery = '(forced-colors: active)'
const system = { fill: 'CanvasText', soft: 'Canvas', edge: 'CanvasText', word: 'CanvasText' } as const

/** Reads the tokens as they stand at `element`. */
export function readInk(element: Element): Ink {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--hp-${name}`).trim()
  const pixels = (name: string, otherwise: number): number => Number.parseFloat(token(name)) || otherwise
  const forced = window.matchMedia(forcedQuery).matches
  const status = (name: string): ToneInk =>
    forced ? system : { fill: token(`${name}-fill`), soft: token(`${name}-soft`), edge: token(`${name}-fill`), word: token(name) }
  const plain = (soft: string, word: string): ToneInk =>
    forced ? system : { fill: token('line-ui'), soft: token(soft), edge: token('line-ui'), word: token(word) }
  return {
    tones: {
      critical: status('critical'),
      warning: status('warning'),
      info: status('info'),
      maintenance: status('maintenance'),
      neutral: plain('sunken', 'text-2'),
      ok: plain('quiet', 'text-2'),
    },
    surface: forced ? 'Canvas' : token('surface'),
    text2: forced ? 'CanvasText' : token('text-2'),
    axis: forced ? 'CanvasText' : token('axis'),
    gridline: forced ? 'CanvasText' : token('gridline'),
    ruleAlpha: forced ? 0.25 : 1,
    rule: forced ? 'CanvasText' : token('line-soft'),
    font: token('font') || 'sans-serif',
    metrics: { lane: pixels('lane', 26), bar: pixels('lane-bar', 14) },
    ratio: window.devicePixelRatio || 1,
    forced,
  }
}

/** Calls back when theme, contrast, density, brand, screen or fonts change. */
function watchInk(changed: () => void, ratio: number): () => void {
  const stop = new AbortController()
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-mantine-color-scheme', 'data-contrast', 'data-density', 'style', 'class'],
  })
  const queries = [forcedQuery, '(pointer: coarse)', `(resolution: ${ratio}dppx)`]
  for (const query of queries) window.matchMedia(query).addEventListener('change', changed, { signal: stop.signal })
  // A face that arrives late has other widths. jsdom has no font set.
  const fonts = (document as { readonly fonts?: FontFaceSet }).fonts
  fonts?.addEventListener?.('loadingdone', changed, { signal: stop.signal })
  return () => {
    stop.abort()
    observer.disconnect()
  }
}

/** The theme at an element, read again whenever it changes; undefined before the element is there. */
export function useInk(ref: RefObject<Element | null>): Ink | undefined {
  const [ink, setInk] = useState<Ink>()
  // A screen with another ratio needs another query.
  const ratio = ink?.ratio ?? 1
  // Before the first paint, so that no empty canvas is ever seen.
  useLayoutEffect(() => {
    const read = (): void => {
      if (ref.current) setInk(readInk(ref.current))
    }
    read()
    return watchInk(read, ratio)
  }, [ref, ratio])
  return ink
}
