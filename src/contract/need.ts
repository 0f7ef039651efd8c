import * as z from 'zod/mini'

/** What a widget may wait for until somebody connects it, in the order it is offered. */
export const needs = ['alerts', 'incidents', 'changes', 'tickets', 'runs', 'findings', 'objectives', 'services', 'targets', 'hosts', 'other'] as const
export const Need = z.enum(needs)
export type Need = z.infer<typeof Need>
