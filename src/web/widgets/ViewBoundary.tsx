import { Component } from 'react'
import type { ReactNode } from 'react'

interface ViewBoundaryProps {
  /** A new key gives the drawing another chance: new data, another view, other options. */
  readonly chance: unknown
  readonly fallback: (error: unknown, retry: () => void) => ReactNode
  readonly children: ReactNode
}

interface ViewBoundaryState {
  readonly failed: { readonly error: unknown; readonly chance: unknown } | undefined
}

/** A drawing that throws costs its own widget and nobody else anything. */
export class ViewBoundary extends Component<ViewBoundaryProps, ViewBoundaryState> {
  override state: ViewBoundaryState = { failed: undefined }

  static getDerivedStateFromProps(props: ViewBoundaryProps, state: ViewBoundaryState): ViewBoundaryState | null {
    if (!state.failed) return null
    if (state.failed.chance === notYet) return { failed: { ...state.failed, chance: props.chance } }
    return state.failed.chance === props.chance ? null : { failed: undefined }
  }

  static getDerivedStateFromError(error: unknown): ViewBoundaryState {
    return { failed: { error, chance: notYet } }
  }

  override render(): ReactNode {
    const { failed } = this.state
    return failed ? this.props.fallback(failed.error, () => this.setState({ failed: undefined })) : this.props.children
  }
}

/** Marks an error whose chance is not known yet: `getDerivedStateFromError` sees no props. */
const notYet = Symbol('not yet')
