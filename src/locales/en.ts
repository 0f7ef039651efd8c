/**
 * English: the source of all words. ICU MessageFormat. One area per block, keys in the order they meet the reader.
 * Every other language has exactly these keys (tests/architecture checks it); missing ones fall back to English.
 */
export const en = {
  // product
  'app.name': 'Homeport',

  // status marks
  'mark.critical': 'Critical',
  'mark.warning': 'Warning',
  'mark.info': 'Info',
  'mark.ok': 'Ok',
  'mark.maintenance': 'Maintenance',
  'mark.unknown': 'Unknown',

  // severities
  'severity.critical': 'Critical',
  'severity.high': 'High',
  'severity.warning': 'Warning',
  'severity.info': 'Info',
  'severity.low': 'Low',

  // units of time, as short as the language allows
  'unit.day': 'd',
  'unit.hour': 'h',
  'unit.minute': 'min',
  'unit.second': 's',

  // views
  'view.grid': 'Grid',
  'view.chart': 'Chart',
  'view.gantt': 'Gantt',
  'view.graph': 'Graph',
  'view.stat': 'Stat',

  // why a view or a lens does not fit
  'refusal.needsNumber': 'Needs a number in each row',
  'refusal.needsTime': 'Needs a time for each value',
  'refusal.needsStart': 'Needs a start time',
  'refusal.needsEdges': 'Needs two names that are linked',
  'refusal.needsTwoLabels': 'Needs two columns of names',
  'refusal.needsRows': 'Needs at least one row',
  'refusal.needsScalar': 'Needs a single number',
  'refusal.needsEveryRow': 'Needs every row, and this answer was cut short',
  'refusal.needsLabel': 'Needs a column of names',
  'refusal.needsInterval': 'Needs a start and an end',

  // faults
  'fault.invalid': 'That is not valid{detail, select, none {} other {: {detail}}}.',
  'fault.unauthenticated': 'Sign in first.',
  'fault.forbidden': 'You cannot do this.',
  'fault.not_found': 'This does not exist any more.',
  'fault.method_not_allowed': 'This address does not take that kind of request.',
  'fault.exists': 'Something with this id is already there.',
  'fault.stale': 'Somebody saved a newer version meanwhile.',
  'fault.too_large': 'That is too large.',
  'fault.unsupported_media': 'This address does not read that content type.',
  'fault.key_reused': 'The same request was sent before with other content.',
  'fault.precondition_required': 'The request does not say which version it changes.',
  'fault.too_many': 'Too many requests. Wait a moment.',
  'fault.internal': 'Homeport made a mistake. It is in the server log.',
  'fault.unavailable': 'Homeport cannot answer right now.',
  'fault.storage_full': 'The disk is full. Nothing was lost, but nothing new can be saved.',
  'fault.source_unsupported': 'This source cannot answer that.',
  'fault.source_query': 'The source does not understand the query.',
  'fault.source_down': 'The source does not answer.',
  'fault.source_refused': 'Homeport refuses to connect to this address.',
  'fault.source_invalid': 'The source answered with something unreadable.',
  'fault.source_too_large': 'The answer is larger than Homeport reads.',
  'fault.source_busy': 'The source is being given a rest after failures.',
  'fault.source_timeout': 'The source took too long.',
} as const

export type TextKey = keyof typeof en
/** A language: as many of the keys as are translated. */
export type Locale = Readonly<Partial<Record<TextKey, string>>>
