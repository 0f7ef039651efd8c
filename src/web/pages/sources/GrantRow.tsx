import * as z from 'zod/mini'
import { Matcher } from '#contract/access.ts'
import type { SourceGrant } from '#contract/access.ts'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { Input, Select } from '#web/ui/field/Input.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import styles from '#web/ui/share/Share.module.css'
import { subjectIcon } from '#web/ui/share/use-subjects.ts'

interface GrantRowProps {
  readonly grant: SourceGrant
  readonly name: string
  readonly showWrong: boolean
  readonly onChange: (grant: SourceGrant | undefined) => void
}

/** What is put into every question, as it is written there. */
const written = (matchers: readonly Matcher[]): string => matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(', ')

/** One grant: to whom, and the labels everything they see has to carry. */
export function GrantRow({ grant, name, showWrong, onChange }: GrantRowProps) {
  const text = useText()
  const { to, matchers } = grant
  const set = (i: number, part: Partial<Matcher>): void => onChange({ ...grant, matchers: matchers.map((m, n) => (n === i ? { ...m, ...part } : m)) })
  const complete = matchers.filter((m) => z.safeParse(Matcher, m).success)
  return (
    <li className={styles['grant']}>
      <div className={styles['grantHead']}>
        <Icon name={subjectIcon[to.kind]} />
        <span className={styles['who']} dir="auto">
          {name}
        </span>
        <Button size="small" kind="quiet" icon="filter" onClick={() => onChange({ ...grant, matchers: [...matchers, { label: '', op: '=', value: '' }] })}>
          {text('grants.narrow')}
        </Button>
        <IconButton icon="close" size="small" label={text('grants.take', { name })} onClick={() => onChange(undefined)} />
      </div>
      {matchers.map((matcher, i) => {
        const wrong = showWrong && !z.safeParse(Matcher, matcher).success
        return (
          <div key={i} className={styles['matcher']} dir="ltr">
            <Input
              aria-label={text('grants.label')}
              placeholder="team"
              aria-invalid={wrong || undefined}
              spellCheck={false}
              maxLength={64}
              value={matcher.label}
              onChange={(event) => set(i, { label: event.target.value })}
            />
            <Select aria-label={text('grants.how')} value={matcher.op} onChange={(event) => set(i, { op: event.target.value === '=~' ? '=~' : '=' })}>
              <option value="=">{text('grants.is')}</option>
              <option value="=~">{text('grants.fits')}</option>
            </Select>
            <Input
              aria-label={text('grants.value')}
              placeholder="payments"
              spellCheck={false}
              maxLength={200}
              value={matcher.value}
              onChange={(event) => set(i, { value: event.target.value })}
            />
            <IconButton
              icon="close"
              size="small"
              label={text('grants.dropMatcher', { label: matcher.label || '-' })}
              onClick={() => onChange({ ...grant, matchers: matchers.toSpliced(i, 1) })}
            />
          </div>
        )
      })}
      <p className={styles['meaning']}>
        {complete.length === 0 ? text('grants.seesAll') : text('grants.seesOnly', { what: written(complete) })}
        {showWrong && complete.length < matchers.length && ` ${text('grants.labelBad')}`}
      </p>
    </li>
  )
}
