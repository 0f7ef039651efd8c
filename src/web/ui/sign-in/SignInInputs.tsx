import type { ComponentProps } from 'react'
import { Input } from '../field/Input.tsx'

type InputProps = ComponentProps<typeof Input>

/** A name to sign in with: written left to right in every language, and nobody's spelling mistake. */
export const LoginInput = (props: InputProps) => <Input dir="ltr" autoComplete="username" autoCapitalize="none" spellCheck={false} {...props} />

/** A password; `use` tells the browser's keeper of passwords whether to fill in the known one or to propose another. */
export const PasswordInput = ({ use, ...rest }: InputProps & { readonly use: 'current' | 'new' }) => (
  <Input dir="ltr" type="password" autoComplete={`${use}-password`} {...rest} />
)
