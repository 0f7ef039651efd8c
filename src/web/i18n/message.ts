/**
 * Messages in the part of ICU MessageFormat the locales use: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {#}}`
 * and `{x, select, a {…} other {…}}`, nested as needed, with `'{'` and `''` quoted as in ICU. A library that knows all of
 * ICU weighs ten times as much before the first paint; the tests hold this one against it, message by message.
 */
export type MessageArgs = Readonly<Record<string, string | number | boolean | Date>>

type Piece =
  | string
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'number'; readonly name: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'plural' | 'select'; readonly name: string; readonly options: Readonly<Record<string, readonly Piece[]>> }

export type Message = readonly Piece[]

/** Where the reader stands in the text. */
interface Reader {
  readonly words: string
  at: number
}

const broken = ({ words, at }: Reader, wanted: string): SyntaxError => new SyntaxError(`expected ${wanted} at ${at} in "${words}"`)

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.words[reader.at] ?? '')) reader.at += 1
}

function take(reader: Reader, mark: string): void {
  skipSpace(reader)
  if (reader.words[reader.at] !== mark) throw broken(reader, mark)
  reader.at += 1
}

function takeWord(reader: Reader): string {
  skipSpace(reader)
  const [word] = /^[^\s{},#']+/.exec(reader.words.slice(reader.at)) ?? []
  if (word === undefined) throw broken(reader, 'a name')
  reader.at += word.length
  return word
}

/** Text after an apostrophe: `''` is one, `'{…'` quotes, any other stands for itself. */
function takeQuoted(reader: Reader, inPlural: boolean): string {
  const next = reader.words[reader.at + 1]
  if (next === "'") {
    reader.at += 2
    return "'"
  }
  if (next !== '{' && next !== '}' && !(inPlural && next === '#')) {
    reader.at += 1
    return "'"
  }
  const end = reader.words.indexOf("'", reader.at + 1)
  const quoted = reader.words.slice(reader.at + 1, end < 0 ? undefined : end)
  reader.at = end < 0 ? reader.words.length : end + 1
  return quoted
}

function takeOptions(reader: Reader, isPlural: boolean): Readonly<Record<string, Message>> {
  const options: Record<string, Message> = {}
  for (skipSpace(reader); reader.words[reader.at] !== '}'; skipSpace(reader)) {
    const word = takeWord(reader)
    take(reader, '{')
    options[word] = takePieces(reader, isPlural)
    take(reader, '}')
  }
  if (!options['other']) throw broken(reader, 'an option "other"')
  return options
}

function takeArgument(reader: Reader): Piece {
  take(reader, '{')
  const name = takeWord(reader)
  skipSpace(reader)
  if (reader.words[reader.at] === '}') {
    reader.at += 1
    return { kind: 'value', name }
  }
  take(reader, ',')
  const kind = takeWord(reader)
  if (kind === 'number') {
    take(reader, '}')
    return { kind, name }
  }
  if (kind !== 'plural' && kind !== 'select') throw broken(reader, 'number, plural or select')
  take(reader, ',')
  const options = takeOptions(reader, kind === 'plural')
  take(reader, '}')
  return { kind, name, options }
}

function takePieces(reader: Reader, inPlural: boolean): Message {
  const pieces: Piece[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') pieces.push(text)
    text = ''
  }
  for (let letter = reader.words[reader.at]; letter !== undefined && letter !== '}'; letter = reader.words[reader.at]) {
    if (letter === "'") text += takeQuoted(reader, inPlural)
    else if (letter === '{' || (letter === '#' && inPlural)) {
      flush()
      if (letter === '{') pieces.push(takeArgument(reader))
      else {
        pieces.push({ kind: 'count' })
        reader.at += 1
      }
    } else {
      text += letter
      reader.at += 1
    }
  }
  flush()
  return pieces
}

/** Reads a message once; throws a SyntaxError where the words are none. */
export function readMessage(words: string): Message {
  const reader: Reader = { words, at: 0 }
  const pieces = takePieces(reader, false)
  if (reader.at < words.length) throw broken(reader, 'the end')
  return pieces
}

/** Turns a message and its arguments into words of one language. An argument nobody gave is shown by its name. */
export function createPrinter(tag: string): (message: Message, args?: MessageArgs) => string {
  // Made when first needed: the two cost more than a hundred messages, and the first screen may do without.
  let numbers: Intl.NumberFormat | undefined
  let plurals: Intl.PluralRules | undefined
  const number = (n: number): string => (numbers ??= new Intl.NumberFormat(tag)).format(n)
  const plural = (n: number): string => (plurals ??= new Intl.PluralRules(tag)).select(n)
  const print = (message: Message, args: MessageArgs, count: number | undefined): string => message.map((piece) => printPiece(piece, args, count)).join('')
  const printPiece = (piece: Piece, args: MessageArgs, count: number | undefined): string => {
    if (typeof piece === 'string') return piece
    if (piece.kind === 'count') return count === undefined ? '#' : number(count)
    const value = args[piece.name]
    if (value === undefined) return `{${piece.name}}`
    switch (piece.kind) {
      case 'value':
        return String(value)
      case 'number':
        return number(Number(value))
      case 'select':
        return print(piece.options[String(value)] ?? piece.options['other'] ?? [], args, count)
      case 'plural': {
        const n = Number(value)
        return print(piece.options[`=${n}`] ?? piece.options[plural(n)] ?? piece.options['other'] ?? [], args, n)
      }
      default:
        return piece satisfies never
    }
  }
  return (message, args = {}) => print(message, args, undefined)
}
