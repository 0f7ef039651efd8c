import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '#contract/identity.ts'
import { doorQuery } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { CodeEntry } from './CodeEntry.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { FirstRun } from './FirstRun.tsx'
import { SignIn } from './SignIn.tsx'
import { UseCode } from './UseCode.tsx'

export interface DoorPageProps {
  /** One-time code the address brought. */
  readonly setupCode?: string | undefined
  readonly onIn: (me: Me) => void
}

/** What anybody sees before they are known: the first account of a new installation, or the ways in. */
export function DoorPage({ setupCode, onIn }: DoorPageProps) {
  const text = useText()
  const { data: door, error, refetch } = useQuery(doorQuery)
  const [code, setCode] = useState(setupCode)
  if (!door)
    return <DoorFrame title={text('app.name')}>{error && <FaultFace title={text('door.failed')} error={error} onRetry={() => void refetch()} />}</DoorFrame>
  // Where an identity provider lets people in, nobody has to wait for the first account of this place.
  if (door.state === 'setup' && (code !== undefined || door.ways.length === 0)) {
    return code === undefined ? (
      <CodeEntry door={door} onCode={setCode} />
    ) : (
      <FirstRun
        door={door}
        code={code}
        onIn={onIn}
        onBadCode={() => {
          setCode(undefined)
          void refetch()
        }}
      />
    )
  }
  return code === undefined ? <SignIn door={door} onIn={onIn} /> : <UseCode door={door} code={code} onIn={onIn} onBadCode={() => setCode(undefined)} />
}
