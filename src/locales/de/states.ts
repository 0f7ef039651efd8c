import type { Chapter } from '../chapter.ts'

export const states = {
  // status marks
  'mark.critical': 'Kritisch',
  'mark.warning': 'Warnung',
  'mark.info': 'Hinweis',
  'mark.ok': 'In Ordnung',
  'mark.maintenance': 'Wartung',
  'mark.unknown': 'Unbekannt',

  // severities
  'severity.critical': 'Kritisch',
  'severity.high': 'Hoch',
  'severity.warning': 'Warnung',
  'severity.info': 'Hinweis',
  'severity.low': 'Niedrig',

  // units of time, as short as the language allows
  'unit.day': 'd',
  'unit.hour': 'h',
  'unit.minute': 'min',
  'unit.second': 's',

  // faults
  'fault.invalid': 'Das ist nicht gültig{detail, select, none {} other {: {detail}}}.',
  'fault.unauthenticated': 'Zuerst anmelden.',
  'fault.forbidden': 'Das ist nicht erlaubt.',
  'fault.reauthenticate': 'Dafür noch einmal anmelden.',
  'fault.not_found': 'Das gibt es nicht mehr.',
  'fault.method_not_allowed': 'Diese Adresse nimmt solche Anfragen nicht an.',
  'fault.exists': 'Etwas mit dieser Id ist schon da.',
  'fault.stale': 'Jemand hat inzwischen eine neuere Fassung gespeichert.',
  'fault.held': 'Ein anderes Gerät arbeitet gerade daran.',
  'fault.too_large': 'Das ist zu groß.',
  'fault.unsupported_media': 'Diese Adresse liest diesen Inhaltstyp nicht.',
  'fault.key_reused': 'Dieselbe Anfrage kam schon mit anderem Inhalt.',
  'fault.precondition_required': 'Die Anfrage sagt nicht, welche Fassung sie ändert.',
  'fault.too_many': 'Zu viele Anfragen. Einen Moment warten.',
  'fault.internal': 'Homeport hat einen Fehler gemacht. Er steht im Serverprotokoll.',
  'fault.unavailable': 'Homeport kann gerade nicht antworten.',
  'fault.storage_full': 'Der Datenträger ist voll. Nichts ging verloren, aber Neues lässt sich nicht speichern.',
  'fault.source_unsupported': 'Das kann diese Quelle nicht beantworten.',
  'fault.source_query': 'Die Quelle versteht die Abfrage nicht.',
  'fault.source_down': 'Die Quelle antwortet nicht.',
  'fault.source_refused': 'Homeport verbindet sich nicht mit dieser Adresse.',
  'fault.source_invalid': 'Die Quelle hat etwas Unlesbares geantwortet.',
  'fault.source_too_large': 'Die Antwort ist größer, als Homeport liest.',
  'fault.source_busy': 'Die Quelle bekommt nach Fehlern eine Pause.',
  'fault.source_timeout': 'Die Quelle hat zu lange gebraucht.',
} as const satisfies Chapter<'frame'>
