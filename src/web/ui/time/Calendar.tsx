import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useLanguage, useText } from '#web/i18n/text.ts'
import { Island } from '../popup/Island.tsx'
import styles from './Calendar.module.css'

interface CalendarProps {
  /** First and last day, `YYYY-MM-DD`. */
  readonly days: readonly [string, string]
  readonly onPick: (days: readonly [string, string]) => void
}

/** A month to pick the first and the last day in. */
export default function Calendar({ days, onPick }: CalendarProps) {
  const text = useText()
  const { tag } = useLanguage()
  const [picked, setPicked] = useState<[string | null, string | null]>([days[0], days[1]])
  return (
    <Island>
      <DatePicker
        type="range"
        allowSingleDateInRange
        ariaLabels={{
          previousMonth: text('time.previousMonth'),
          nextMonth: text('time.nextMonth'),
          previousYear: text('time.earlier'),
          nextYear: text('time.later'),
          previousDecade: text('time.earlier'),
          nextDecade: text('time.later'),
        }}
        locale={tag}
        defaultDate={days[1]}
        value={picked}
        onChange={(next) => {
          setPicked(next)
          if (next[0] && next[1]) onPick([next[0], next[1]])
        }}
        monthLabelFormat={(date) =>
          new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T00:00Z`))
        }
        weekdayFormat={(date) => new Intl.DateTimeFormat(tag, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T00:00Z`))}
        classNames={{
          calendarHeader: styles['header'],
          calendarHeaderControl: styles['control'],
          calendarHeaderControlIcon: styles['arrow'],
          calendarHeaderLevel: styles['level'],
          month: styles['month'],
          weekday: styles['weekday'],
          day: styles['day'],
          monthsList: styles['list'],
          monthsListControl: styles['big'],
          yearsList: styles['list'],
          yearsListControl: styles['big'],
        }}
      />
    </Island>
  )
}
