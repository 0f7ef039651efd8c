import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Dashboard, DashboardRecord, Widget } from '#contract/dashboard.ts'
import type { Proposal } from '#contract/learning.ts'
import { apply } from '#core/dashboard/apply.ts'
import { EditSchema } from '#core/dashboard/edit.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { answerProposal, offerQuery, undoProposal } from '../../api/learning-query.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/page/PlaceLink.tsx'
import { reasonWords } from '../../ui/reason.ts'
import { useFaultToast } from '../../ui/toast/use-fault-toast.ts'
import { useVariables } from '../../url/use-variables.ts'
import type { WidgetActs } from '../../widgets/acts.ts'
import { WidgetHost } from '../../widgets/WidgetHost.tsx'
import styles from './ProposalCard.module.css'

/** One change offered to the person, with its reason and how it would look. Nothing happens unless they say so. */
export default function ProposalCard({ record }: { readonly record: DashboardRecord }) {
  const text = useText()
  const onError = useFaultToast()
  const client = useQueryClient()
  const { id: dashboard, doc } = record
  const { data } = useQuery(offerQuery(dashboard))
  const answer = useMutation(answerProposal(client, dashboard))
  const undo = useMutation(undoProposal(client, dashboard))
  const proposal = data?.proposal
  const taken = data?.undo?.dashboard === dashboard ? data.undo : undefined
  return (
    <>
      {taken && (
        <p className={styles['done']}>
          <span>{text('proposal.done', { title: taken.title })}</span>
          <Button size="small" kind="quiet" busy={undo.isPending} disabled={answer.isPending} onClick={() => undo.mutate(taken.id, { onError })}>
            {text('proposal.undo')}
          </Button>
        </p>
      )}
      {proposal && (
        <Offer
          key={proposal.id}
          proposal={proposal}
          doc={doc}
          busy={answer.isPending || undo.isPending}
          onAnswer={(said) => answer.mutate({ id: proposal.id, answer: said }, { onError })}
        />
      )}
    </>
  )
}

interface OfferProps {
  readonly proposal: Proposal
  readonly doc: Dashboard
  readonly busy: boolean
  readonly onAnswer: (said: 'accept' | 'later' | 'never') => void
}

function Offer({ proposal, doc, busy, onAnswer }: OfferProps) {
  const text = useText()
  const shipped = useShippedWords()
  const widget = useMemo(() => widgetAfter(doc, proposal), [doc, proposal])
  const { kind, reason } = proposal
  const view = reason.args['view'] ?? ''
  return (
    <aside className={styles['card']} aria-label={text('proposal.title')}>
      {widget && <Preview widget={widget} doc={doc} />}
      <div className={styles['offer']}>
        <h3 className={styles['question']}>{text(`proposal.${kind}`, { title: (widget ? shipped.widget(widget) : proposal).title, view })}</h3>
        <p className={styles['words']}>
          {text('proposal.because', { reason: reasonWords(text, reason) })} {text('proposal.meaning')}
        </p>
        <div className={styles['actions']}>
          <Button kind="primary" busy={busy} onClick={() => onAnswer('accept')}>
            {text('proposal.accept', { kind })}
          </Button>
          <Button disabled={busy} onClick={() => onAnswer('later')}>
            {text('proposal.later')}
          </Button>
          <Button kind="quiet" disabled={busy} onClick={() => onAnswer('never')}>
            {text('proposal.never')}
          </Button>
        </div>
        <p className={styles['from']}>
          {text('proposal.from')} <PlaceLink to={{ page: 'learned' }}>{text('proposal.why')}</PlaceLink>
        </p>
      </div>
    </aside>
  )
}

/** What accepting would bring or take away, with its own data. */
function widgetAfter(doc: Dashboard, proposal: Proposal): Widget | undefined {
  const [id = ''] = proposal.item.split('/').slice(-1)
  const before = widgetNamed(doc, id)
  if (proposal.kind === 'remove') return before
  const known = new Set(widgetsOf(doc).map((widget) => widget.id))
  let after = doc
  for (const edit of proposal.edits) {
    const read = EditSchema.safeParse(edit)
    if (read.success) after = apply(after, read.data).doc
  }
  return widgetsOf(after).find((widget) => !known.has(widget.id)) ?? widgetNamed(after, id)
}

/** A picture to look at: nothing in it changes anything. */
const still: WidgetActs = {
  onLook: () => undefined,
  onOptions: () => undefined,
  onOriginal: () => undefined,
  onPick: () => undefined,
  onFull: () => undefined,
  onEdit: () => undefined,
  entries: () => [],
  othersOf: () => 0,
}

function Preview({ widget, doc }: { readonly widget: Widget; readonly doc: Dashboard }) {
  const { values } = useVariables(doc.variables)
  return (
    <div className={styles['preview']} inert>
      <WidgetHost widget={widget} values={values} editing={false} acts={still} bare />
    </div>
  )
}
