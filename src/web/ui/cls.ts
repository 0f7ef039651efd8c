/** Class names that apply, in one attribute value. */
export const cls = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
