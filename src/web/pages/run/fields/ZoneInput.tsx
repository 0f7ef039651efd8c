import { useId } from 'react'
import type { InputHTMLAttributes } from 'react'
import { Input } from '#web/ui/field/Input.tsx'
import { allZones } from '#web/url/zone.ts'

/** A time zone by its name, offered while typing. */
export function ZoneInput(props: InputHTMLAttributes<HTMLInputElement>) {
  const list = useId()
  return (
    <>
      <Input {...props} list={list} dir="ltr" spellCheck={false} />
      <datalist id={list}>
        {allZones().map((zone) => (
          <option key={zone} value={zone} aria-label={zone} />
        ))}
      </datalist>
    </>
  )
}
