import { useState } from 'react'

/** The newest value there was, also while there is none; another `of` begins anew. */
export function useLastGood<T>(value: T | undefined, of: string): T | undefined {
  const [good, setGood] = useState<{ readonly value: T; readonly of: string }>()
  if (value !== undefined && (good?.value !== value || good.of !== of)) setGood({ value, of })
  return value ?? (good?.of === of ? good.value : undefined)
}
