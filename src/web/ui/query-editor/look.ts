import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours of the house; the colours of status stay with status. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--hp-accent-text)', fontWeight: 'var(--hp-w-medium)' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.name)], color: 'var(--hp-code-function)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--hp-code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--hp-code-number)' },
  { tag: [tags.labelName, tags.propertyName, tags.typeName], color: 'var(--hp-code-label)' },
  { tag: tags.comment, color: 'var(--hp-text-3)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation, tags.bracket, tags.paren, tags.squareBracket, tags.brace], color: 'var(--hp-text-2)' },
])

const theme = EditorView.theme({
  '&': { color: 'var(--hp-text)', fontSize: 'var(--hp-t-base)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--hp-mono)', lineHeight: 'var(--hp-lh-base)' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--hp-text)', minHeight: '20px' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--hp-text-3)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hp-accent-soft)', outline: '1px solid var(--hp-accent-line)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--hp-critical-fill)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--hp-warning-fill)', textUnderlineOffset: '3px' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--hp-critical-fill)' },
  '.cm-tooltip': {
    zIndex: '200',
    border: '0',
    borderRadius: 'var(--hp-r-control)',
    background: 'var(--hp-raised)',
    boxShadow: 'var(--hp-e1)',
    color: 'var(--hp-text)',
    fontFamily: 'var(--hp-font)',
    fontSize: 'var(--hp-t-small)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '14em', padding: '4px', fontFamily: 'var(--hp-mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', borderRadius: 'var(--hp-r-mark)', lineHeight: 'var(--hp-lh-base)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--hp-accent-soft)', color: 'var(--hp-text)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--hp-w-strong)', color: 'var(--hp-accent-text)' },
  '.cm-completionDetail': { marginInlineStart: '10px', fontStyle: 'normal', color: 'var(--hp-text-3)' },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 10px', maxWidth: '300px', lineHeight: 'var(--hp-lh-small)' },
  '.cm-diagnostic': { padding: '6px 10px', borderInlineStart: '3px solid var(--hp-critical-fill)' },
  '.cm-diagnostic-warning': { borderInlineStartColor: 'var(--hp-warning-fill)' },
  '.cm-hp-variable': { color: 'var(--hp-accent-text)', background: 'var(--hp-accent-soft)', borderRadius: 'var(--hp-r-mark)' },
})

const variable = Decoration.mark({ class: 'cm-hp-variable' })
const matcher = new MatchDecorator({ regexp: /\$\{[A-Za-z_]\w{0,63}\}|\$__[a-z]+\b/g, decoration: variable })

/** What Homeport fills in stands out in every language. */
const variables = ViewPlugin.fromClass(
  class {
    marks: DecorationSet
    constructor(view: EditorView) {
      this.marks = matcher.createDeco(view)
    }
    update(update: ViewUpdate): void {
      this.marks = matcher.updateDeco(update, this.marks)
    }
  },
  { decorations: (plugin) => plugin.marks },
)

export const look: Extension = [theme, syntaxHighlighting(colours), variables]
