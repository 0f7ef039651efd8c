import type { InputHTMLAttributes, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { Icon } from '../icon/Icon.tsx'
import { cls } from '../cls.ts'
import styles from './Field.module.css'

/** A one-line text field in the house's measures. */
export function Input({ className, ref, ...rest }: InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> }) {
  return <input autoComplete="off" {...rest} ref={ref} className={cls(styles['input'], className)} />
}

/** Several lines; `mono` for queries. */
export function TextArea({ className, mono = false, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { readonly mono?: boolean }) {
  return <textarea rows={3} {...rest} className={cls(styles['input'], styles['area'], mono && styles['mono'], className)} />
}

/** One of a few words. For many, `PickOne` searches. */
export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className={cls(styles['select'], className)}>
      <select {...rest} className={styles['input']}>
        {children}
      </select>
      <Icon name="down" size={14} />
    </span>
  )
}

/** A text field that narrows a list below it. */
export function SearchInput({ label, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & { readonly label: string }) {
  return (
    <span className={styles['search']}>
      <Icon name="find" />
      <input type="search" autoComplete="off" spellCheck={false} placeholder={label} aria-label={label} {...rest} className={styles['input']} />
    </span>
  )
}

/** A choice of yes or no that takes effect with the form. */
export function Check({ label, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className'> & { readonly label: string }) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  )
}
