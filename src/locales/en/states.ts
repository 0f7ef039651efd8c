/** Marks, severities, units of time, and what went wrong. */
export const states = {
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

  // faults
  'fault.invalid': 'That is not valid{detail, select, none {} other {: {detail}}}.',
  'fault.unauthenticated': 'Sign in first.',
  'fault.forbidden': 'You cannot do this.',
  'fault.reauthenticate': 'Sign in again to do this.',
  'fault.not_found': 'This does not exist any more.',
  'fault.method_not_allowed': 'This address does not take that kind of request.',
  'fault.exists': 'Something with this id is already there.',
  'fault.stale': 'Somebody saved a newer version meanwhile.',
  'fault.held': 'Another device has this at the moment.',
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
