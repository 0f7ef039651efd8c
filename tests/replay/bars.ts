/** What the replay of four real logs has to reach (personalization.md section 7); which log is which has to be told, `--bar A`. */
export interface Bar {
  readonly hit4: number
  readonly reciprocal: number
  readonly firstTen: number
  readonly strip: readonly [hit8: number, changes: number] | undefined
  readonly landing: number | undefined
}

export const bars: Readonly<Record<string, Bar>> = {
  A: { hit4: 82.5, reciprocal: 0.66, firstTen: 66, strip: [89, 40], landing: 75 },
  B: { hit4: 74, reciprocal: 0.583, firstTen: 54, strip: [80, 65], landing: 64 },
  C: { hit4: 83, reciprocal: 0.622, firstTen: 78, strip: [92, 35], landing: 79 },
  D: { hit4: 60, reciprocal: 0.485, firstTen: 50, strip: undefined, landing: undefined },
}
export const mostLandingChanges = 0.55
export const mostMicroseconds = { observe: 5, rank: 100 } as const
