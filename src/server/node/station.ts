import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers some addresses of its own; false when this is none of them. */
export interface Station {
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}
