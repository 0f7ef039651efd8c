import type { Chapter } from '../chapter.ts'

export const times = {
  'times.lead': '{total} von der Frage bis zum Bild: {rows, plural, one {# Zeile} other {# Zeilen}}, {columns, plural, one {# Spalte} other {# Spalten}}',
  'times.part.queue': 'Hinter anderen Widgets dieser Seite',
  'times.part.network': 'Im Netz',
  'times.part.server': 'In Homeport',
  'times.part.wait': 'Warten auf einen Platz bei {source}',
  'times.part.prepare': 'Antwort lesen und aufbereiten',
  'times.part.draw': 'Zeichnen, mit allem, was zugleich gezeichnet wurde',
  'times.quick': 'Das ist schnell. Hier ist nichts zu gewinnen.',
  'times.advice.queue':
    'Die Seite fragt vieles auf einmal, und dieses Widget musste warten. Widgets in einem zugeklappten Abschnitt fragen erst, wenn er geöffnet wird.',
  'times.advice.network':
    'Der Weg zwischen diesem Gerät und Homeport ist langsam, oder die Antwort ist groß. Ein kürzerer Zeitraum oder weniger Spalten kommen schneller an.',
  'times.advice.server': 'Homeport selbst war beschäftigt. Seine Last steht auf der Seite seiner eigenen Gesundheit.',
  'times.advice.wait': '{source} wird von vielen zugleich gefragt. Ein längerer Abstand der Aktualisierung hilft allen.',
  'times.advice.source': '{source} hat so lange gebraucht. Ein kürzerer Zeitraum, eine engere Auswahl oder eine vorausberechnete Größe hilft.',
  'times.advice.prepare': 'Es sind viele Zellen durchzugehen. Fragen Sie nach weniger Zeilen, oder lassen Sie die Quelle zusammenfassen.',
  'times.advice.draw': 'Es ist viel zu zeichnen. Eine Zahl oder eine Tabelle ist schneller als ein großes Diagramm oder ein großer Graph.',
  'times.stale': '{source} hat diesmal nicht geantwortet. Gezeigt wird die letzte gute Antwort; die Zeiten sind die des gescheiterten Versuchs.',
  'times.asked': 'Was gefragt wurde',
} as const satisfies Chapter<'times'>
