import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Dashboard, DashboardRecord, Widget } from '#contract/dashboard.ts'
import type { Proposal } from '#contract/learning.ts'
import { apply } from '#core/dashboard/apply.ts'
import { EditSchema } from '#core/dashboard/edit.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { answerProposal, offerQuery, undoProposal } from '../../api/learning-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { reasonWords } from '../../ui/reason.ts'
import { useFaultToast } from '../../ui/toast/use-fault-toast.ts'
import { useVariables } from '../../url/use-variables.ts'
import type { WidgetActs } from '../../widgets/acts.ts'
import { WidgetHost } from '../../widgets/WidgetHost.tsx'
import styles from './ProposalCard.module.css'

/** One change offered to the person, with its reason and how it would look. Nothing happens unless they say so. */
export default function ProposalCard({ record }: { readonly record: DashboardRecord }) {
  const text = useText()
  const client = useQueryClient()
  const { id: dashboard } = record
  const { data } = useQuery(offerQuery(dashboard))
  const answer = useMutation(answerProposal(client, dashboard))
  const undo = useMutation(undoProposal(client, dashboard))
  const [looking, setLooking] = useState(false)
  const bad = useFaultToast()
  const proposal = data?.proposal
  const taken = data?.undo?.dashboard === dashboard ? data.undo : undefined
  if (!proposal && !taken) return null
  const busy = answer.isPending || undo.isPending
  const say = (id: string, said: 'accept' | 'later' | 'never'): void =>
    answer.mutate({ id, answer: said }, { onError: bad, onSettled: () => setLooking(false) })
  return (
    <aside className={styles['card']} aria-label={text('proposal.title')}>
      {proposal ? (
        <>
          <p className={styles['words']}>
            <strong>{text(`proposal.${proposal.kind}`, { title: proposal.title, view: proposal.reason.args['view'] ?? '' })}</strong>{' '}
            <span>{reasonWords(text, proposal.reason)}</span>
          </p>
          <div className={styles['actions']}>
            <Button size="small" kind="primary" busy={busy} onClick={() => say(proposal.id, 'accept')}>
              {text('proposal.accept')}
            </Button>
            <Button size="small" aria-expanded={looking} onClick={() => setLooking(!looking)}>
              {text('proposal.preview')}
            </Button>
            <Button size="small" kind="quiet" disabled={busy} onClick={() => say(proposal.id, 'later')}>
              {text('proposal.later')}
            </Button>
            <Button size="small" kind="quiet" disabled={busy} onClick={() => say(proposal.id, 'never')}>
              {text('proposal.never')}
            </Button>
          </div>
          {looking && <Preview proposal={proposal} doc={record.doc} />}
        </>
      ) : (
        taken && (
          <div className={styles['done']}>
            <span>{text('proposal.done', { title: taken.title })}</span>
            <Button size="small" kind="quiet" busy={busy} onClick={() => undo.mutate(taken.id, { onError: bad })}>
              {text('proposal.undo')}
            </Button>
          </div>
        )
      )}
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

function Preview({ proposal, doc }: { readonly proposal: Proposal; readonly doc: Dashboard }) {
  const widget = useMemo(() => widgetAfter(doc, proposal), [doc, proposal])
  const { values } = useVariables(doc.variables)
  if (!widget) return null
  return (
    <div className={styles['preview']}>
      <WidgetHost widget={widget} values={values} editing={false} acts={still} />
    </div>
  )
}
