import type { Chapter } from '../chapter.ts'

export const server = {
  // the terminal, where the server starts
  'cli.ready': 'Homeport ist unter {address}',
  'cli.noApp': 'Die Anwendung ist nicht gebaut, daher antwortet nur die API. Bauen mit: npm run build',
  'cli.stopped': 'Homeport wurde beendet',
  'cli.problems': 'Homeport ist nicht gestartet. {file} muss verbessert werden:',
  'cli.mend': '{file} muss verbessert werden:',
  'cli.environment': 'Die Umgebung',
  'cli.problem': '  {path}: {detail}',
  'cli.example': '    zum Beispiel {example}',
  'cli.host':
    'Homeport hört auf {host} nur hinter einem Proxy, der https spricht: In {file} gehören dessen https-Adresse in „publicUrl“ und dessen Netz in „trustedProxies“. Ohne HOST bleibt es auf diesem Rechner.',
  'cli.taken': 'Port {port} gehört einem anderen Programm. Einen anderen wählt --port',
  'cli.failed': 'Homeport ist nicht gestartet: {detail}',
  'cli.wrongKey':
    'Mit diesem Hauptschlüssel wurden die Daten nicht versiegelt. Der alte Schlüssel gehört in die zweite Zeile seiner Datei, oder er kommt aus einer Sicherung zurück.',
  'cli.checked': '{file} ist in Ordnung',
  'cli.resetCode': '{login} kommt innerhalb einer halben Stunde einmal hinein: {address}',
  'cli.noLogin': 'Niemand, der sich mit Passwort anmelden darf, hat den Login {login}',

  // pages of the server itself, on the way in
  'way.again': 'Noch einmal',
  'way.home': 'Zur Anmeldung',
  'way.noRole': 'Noch keine Rolle für dich',
  'way.noRoleWhy': 'Du bist bei {provider} angemeldet, aber nichts von dem, was dort über dich steht, ergibt eine Rolle in Homeport.',
  'way.claimSeen': '{claim}: {values}',
  'way.claimMissing': '{claim}: nicht gesendet',
  'way.noRoleFix': 'Wer Homeport betreibt, kann einem dieser Werte eine Rolle zuordnen.',
  'way.tooMany': 'Du bist in so vielen Gruppen, dass {provider} sie weggelassen hat.',
  'way.tooManyFix': 'Wer {provider} betreibt, kann stattdessen App-Rollen senden oder nur die Gruppen, die Homeport zugewiesen sind.',
  'way.denied': 'Nicht angemeldet',
  'way.deniedWhy': '{provider} hat dich nicht angemeldet.',
  'way.stale': 'Diese Anmeldung ist vorbei',
  'way.staleWhy': 'Sie dauerte länger als zehn Minuten, wurde schon benutzt oder begann in einem anderen Browser.',
  'way.unsound': 'Nicht angemeldet',
  'way.unsoundWhy': 'Die Antwort von {provider} hielt der Prüfung nicht stand.',
  'way.away': 'Nicht angemeldet',
  'way.awayWhy': '{provider} antwortet nicht.',
  'way.closed': 'Kein Zugang',
  'way.closedWhy': '{provider} kennt Sie, aber Ihr Konto in Homeport ist geschlossen.',
  'way.proved': 'Wieder angemeldet',
  'way.provedWhy': 'Schließen Sie diesen Tab und machen Sie dort weiter, wo Sie waren.',
  'way.otherPerson': 'Jemand anderes hat sich angemeldet',
  'way.otherPersonWhy': '{provider} nennt eine andere Person als die, die hier angemeldet ist. Es hat sich nichts geändert.',
  'way.nowhere': 'Hier ist nichts',
  'way.nowhereWhy': 'Diese Adresse führt zu keiner Anmeldung.',
} as const satisfies Chapter<'server'>
