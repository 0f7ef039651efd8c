import type { Chapter } from '../chapter.ts'

export const home = {
  // the strips
  'home.watch': 'Ereignisse, letzte 24 Stunden',
  'home.watchSummary':
    '{n, plural, =0 {Kein Alarm hat} one {Ein Alarm hat} other {# Alarme haben}} in den letzten 24 Stunden begonnen{critical, plural, =0 {} one {, davon einer kritisch} other {, davon # kritisch}}',
  'home.watchFrom': 'Beginn des Zeitraums',
  'home.watchTo': 'Ende des Zeitraums',
  'home.watchNow': 'jetzt',
  'home.continue': 'Weitermachen',
  'home.continueMore': '{n, number} weitere offen',
  'home.continueNone': 'Nichts ist halb fertig',
  'home.continueNoneMeaning': 'Was Sie liegen lassen, steht hier bei dem Schritt, an dem Sie waren.',
  'home.continueFailed': 'Unfertiges ließ sich nicht lesen',
  'home.step': 'Schritt {n, number} von {of, number}',
  'home.deadline': 'In {at} geschieht etwas',
  'home.deadlineOf': '{what} in {at}',
  'home.left': 'Vor {at} verlassen',
  'home.held': '{by} ist dran',
  'home.heldByYou': 'Offen auf {phone, select, true {Ihrem Telefon} other {einem anderen Ihrer Geräte}}',
  'home.goto': 'Gehe zu',
  'home.gotoNone': 'Noch keine Plätze',
  'home.gotoNoneMeaning': 'Was Sie oft öffnen, bekommt eine Nummer von 1 bis 8 und behält sie.',
  'home.gotoPaused': 'Das Lernen ruht',
  'home.gotoOwn': 'Aus dem, was Sie öffnen',
  'home.gotoRole': 'Aus dem, was Ihre Rolle öffnet',
  'home.gotoPinned': '{n, plural, one {Einer von Ihnen angeheftet} other {# von Ihnen angeheftet}}',
  'home.placeMenu': 'Zu {title}',
  'home.pin': 'Auf {n, number} behalten',
  'home.unpin': 'Von {n, number} lösen',
  'home.mute': 'Dieses nicht',
  'home.placeGone': '{title} wird nicht mehr vorgeschlagen',
  'home.reason.pinned': 'Von Ihnen angeheftet',
  'home.reason.incident': 'Weil {title} offen ist',
  'home.reason.alert': 'Weil {title} auf {where} brennt',
  'home.reason.after': 'Weil Sie es oft nach {after} öffnen',
  'home.reason.often': 'Weil Sie es oft öffnen',
  'home.reason.lately': 'Weil Sie es kürzlich geöffnet haben',
  'home.reason.role': 'Weil es in der Rolle {role} oft geöffnet wird',
  'home.reason.roleAfter': 'Weil es in der Rolle {role} oft nach {after} geöffnet wird',
  'home.reason.roleStart': 'Weil in der Rolle {role} oft damit begonnen wird',
  'home.reason.start': 'Weil Sie oft damit beginnen',
  'home.reason.preset': 'Weil Homeport es für Ihre Rolle mitbringt',
  'home.reason.unused': 'Weil Sie es lange nicht geöffnet haben',
  'home.reason.switched': 'Weil Sie es oft so ansehen',
  'home.attention': 'Braucht jemanden',
  'home.attentionOwn': 'Ihre Services und Ihr Standort',
  'home.attentionEstate': 'Alle Services',
  'home.attentionWaits': '{n, plural, one {Eine Änderung wartet} other {# Änderungen warten}}',
  'home.attentionAll': 'Alle {n, number} zeigen',
  'home.attentionFewer': 'Drei zeigen',
  'home.attentionEvery': 'Alle {n, number} öffnen',
  'home.attentionNone': 'Gerade braucht Sie nichts',
  'home.attentionNoneOwn': 'Auf Ihren Services und an Ihrem Standort ist keine Warnung, nichts Kritisches und keine Störung offen.',
  'home.attentionNoneEstate': 'Keine Warnung, nichts Kritisches und keine Störung ist offen.',
  'home.attentionNonePartial': 'Soweit bekannt: Eine Quelle antwortet nicht.',
  'home.partial': 'Eine Quelle antwortet nicht',
  'home.alertsIn': '{n, plural, one {1 Alarm} other {# Alarme}} in einer Gruppe',
  'home.alertsOf': '{n, plural, one {1 Alarm} other {# Alarme}}',
  'home.nobody': 'niemand dran',
  'home.has': '{owner} ist dran',
  'home.triage': 'Triage starten',
  'home.triageOf': 'Triage starten: {title}',
  'home.open': 'Öffnen',
  'home.openOf': 'Öffnen: {title}',
  'home.hints': 'Erste Schritte',
  'home.hintNumber': 'Schritt {n, number} von {of, number}',
  'home.hint.drag': 'Drücken Sie E und ziehen Sie ein Widget an seinem Kopf. Es bleibt, wo Sie es hinlegen.',
  'home.hint.dragTouch': 'Tippen Sie auf den Knopf mit dem Stift und ziehen Sie ein Widget an seinem Kopf. Es bleibt, wo Sie es hinlegen.',
  'home.hint.view': 'Öffnen Sie die Ansicht eines Widgets und sehen Sie dieselben Daten als Tabelle, Diagramm, Zeitleiste oder Graph.',
  'home.hint.triage': 'An etwas ist niemand dran: Starten Sie die Triage in der Zeile darüber.',
  'home.hint.close': 'Schließen Sie diesen Tab mitten in der Arbeit. Nichts Eingegebenes geht verloren.',
  'home.hint.continue': 'Was Sie halb fertig ließen, wartet unter Weitermachen bei dem Schritt, an dem Sie waren.',
  'home.hintSeen': 'Weiter',
  'home.hintsOff': 'Keine Hinweise mehr',
  'home.highlights': 'Auffällig',
  'home.highlightsNone': 'Keine Ihrer Zahlen hat sich bewegt',
  'home.state.unconnected': 'Hier meldet noch nichts',
  'home.state.unconnectedMeaning': 'Alarme und Störungen erscheinen hier, sobald eine Quelle sie meldet.',
  'home.state.refused': 'Keine Quelle, die Sie fragen dürfen',
  'home.state.refusedMeaning': 'Wer die Quellen pflegt, kann Ihnen eine freigeben.',
  'home.state.failed': 'Keine Quelle antwortet',
  'home.state.failedMeaning': 'Es wird von selbst wieder versucht.',
  'home.stripMenu': 'Zu {title}',
  'home.stripHide': 'Nicht mehr zeigen',
  'home.stripHidden': '{title} ist weggelegt. Das Menü oben auf der Seite holt es zurück.',
  'home.connect': 'Noch nicht verbunden',
  'home.connectWhy': 'Das sehen nur die, die sich um Quellen kümmern',
  'home.connectWidgets': '{n, plural, one {Ein Widget Ihrer Rolle wartet} other {# Widgets Ihrer Rolle warten}}',
  'home.connect.alerts': 'Alarme verbinden',
  'home.connect.alertsBy': 'Alertmanager, Grafana, Webhook …',
  'home.connect.incidents': 'Störungen verbinden',
  'home.connect.incidentsBy': 'ServiceNow, PagerDuty, Webhook …',
  'home.connect.changes': 'Änderungen verbinden',
  'home.connect.changesBy': 'ServiceNow, Jira, eine Pipeline, Webhook …',
  'home.connect.tickets': 'Tickets verbinden',
  'home.connect.ticketsBy': 'ServiceNow, Jira, Webhook …',
  'home.connect.runs': 'Automatisierung verbinden',
  'home.connect.runsBy': 'Ansible, Rundeck, eine Pipeline, Webhook …',
  'home.connect.findings': 'Sicherheitsbefunde verbinden',
  'home.connect.findingsBy': 'Ein Scanner oder eine Zertifikatsüberwachung, Webhook …',
  'home.connect.objectives': 'Service-Level verbinden',
  'home.connect.objectivesBy': 'Ziele und die Anfragen, die dafür zählen',
  'home.connect.services': 'Services verbinden',
  'home.connect.servicesBy': 'Prometheus mit Anfragemetriken',
  'home.connect.targets': 'Proben verbinden',
  'home.connect.targetsBy': 'Prometheus',
  'home.connect.hosts': 'Maschinen verbinden',
  'home.connect.hostsBy': 'Prometheus mit Node-Exportern',
  'home.connect.other': 'Eine Quelle verbinden',
  'home.connect.otherBy': 'Prometheus, Loki, PostgreSQL, JSON über HTTP, CSV, Webhook …',
  'home.connect.demo': 'Demo-Umgebung laden',
  'home.connect.demoBy': 'Überall gekennzeichnet, mit einem Klick wieder weg',
  'home.waits': 'Was Ihre Rolle braucht, ist noch nicht verbunden',
  'home.waitsMeaning': 'Diese Seite füllt sich von selbst, sobald es jemand verbindet, der sich um Quellen kümmert.',
  'home.waitsMachine': 'Diese Maschine ansehen',
  'home.waitsDashboards': 'Zu den Dashboards',
  'home.asRole': 'Sie sehen das als: {role}',
  'home.asRoleMeaning':
    'Was jemand Neues in dieser Rolle bekommt. Von Quellen zeigt es nie mehr, als Sie sehen dürfen. Nichts, was Sie hier tun, zählt für Sie.',
  'home.asRoleLeave': 'Verlassen',
  'home.asRoleNothing': 'In dieser Rolle sieht man hier kein Widget',
  'home.asRoleNothingMeaning': 'Was die Rolle braucht, ist nicht verbunden oder nicht für diese Rolle.',
  'home.asRoleFailed': 'Die Startseite dieser Rolle konnte nicht gelesen werden',
  'home.asRoleContinue': 'Ihre unfertige Arbeit',
  'home.asRoleGoto': 'Die acht Orte, die sie öffnen',
  'home.asRoleOwn': 'Jeder hat eigene; wer neu ist, hat noch keine.',
  'home.asRoleGotoOwn': 'Gefüllt aus dem, was Menschen in dieser Rolle öffnen, dann aus dem, was jede und jeder selbst öffnet.',

  // when it is not known
  'landing.none.unconnected': 'Hier meldet noch nichts.',
  'landing.none.unconnectedMeaning': 'Binden Sie <sources>eine Quelle für Alarme</sources> an oder laden Sie die Demo. Diese Maschine wird schon beobachtet.',
  'landing.none.unconnectedOthers': 'Das füllt sich, sobald jemand, der sich um Quellen kümmert, eine verbindet.',
  'landing.none.refused': 'Es gibt keine Quelle, die Sie fragen dürfen.',
  'landing.none.refusedMeaning': 'Wer die <sources>Quellen</sources> pflegt, kann Ihnen eine freigeben.',
  'landing.none.failed': '<sources>Keine Quelle</sources> antwortet.',
  'landing.none.silent':
    '<sources>{n, plural, one {{name} antwortet} other {# Quellen antworten}} nicht</sources>; was {n, plural, one {sie weiß} other {sie wissen}}, fehlt hier.',

  // the operator
  'landing.operator.burning':
    '<alerts>{n, plural, =1 {Ein kritischer Alarm} =2 {Zwei kritische Alarme} =3 {Drei kritische Alarme} other {# kritische Alarme}}</alerts>.',
  'landing.operator.free':
    '{of, plural, one {<alerts>Niemand</alerts> ist dran.} other {An <alerts>{n, plural, =1 {einem} =2 {zweien} =3 {dreien} other {#}}</alerts> ist niemand dran.}}',
  'landing.operator.taken': '{of, plural, one {<alerts>Jemand</alerts> ist dran.} other {An jedem ist <alerts>jemand</alerts> dran.}}',
  'landing.operator.worst': '<one>{title}</one>{where, select, service { auf {service}} other {}}.',
  'landing.operator.alerts': '<alerts>{n, number} Alarme</alerts> gehören dazu.',
  'landing.operator.services': '<alerts>{n, number} Services</alerts> sind betroffen.',
  'landing.operator.quiet': '<alerts>Nichts Kritisches</alerts> brennt.',
  'landing.operator.nothing': 'Auch <alerts>keine Warnung</alerts> ist offen.',
  'landing.operator.warnings':
    '<alerts>{n, plural, one {Eine Warnung ist} other {# Warnungen sind}} offen</alerts>{free, plural, =0 {} other {, {free, number} ohne Zuständige}}.',
  'landing.operator.incidents': '<incidents>{n, plural, one {Eine Störung ist} other {# Störungen sind}} offen</incidents>.',

  // the SRE
  'landing.sre.burning':
    '<alerts>{n, plural, one {{service} brennt} other {{scope, select, own {# Ihrer Services brennen} other {# Services brennen}}}}</alerts>.',
  'landing.sre.quiet':
    '{scope, select, own {Auf Ihren Services brennt <alerts>nichts Kritisches</alerts>.} other {<alerts>Nichts Kritisches</alerts> brennt.}}',
  'landing.sre.changed':
    '<changes>{n, plural, =0 {Keine Änderung} one {Eine Änderung} other {# Änderungen}}</changes> in den letzten 24 Stunden{failed, plural, =0 {} one {, eine gescheitert} other {, # gescheitert}}.',

  // the service owner
  'landing.owner.hurt':
    '{n, plural, one {<alerts>{service}</alerts> hat Probleme.} other {<alerts>{n, number}</alerts> {scope, select, own {Ihrer Services} other {Services}} haben Probleme.}}',
  'landing.owner.healthy': '{scope, select, own {<alerts>Ihre Services</alerts> sind gesund.} other {<alerts>Alle Services</alerts> sind gesund.}}',
  'landing.owner.incidents':
    '<incidents>{n, plural, one {Eine Störung ist} other {# Störungen sind}} offen</incidents>{free, plural, =0 {} one {, eine ohne Zuständige} other {, # ohne Zuständige}}.',
  'landing.owner.warnings': '<alerts>{n, plural, =0 {Kein Alarm ist} one {Ein Alarm ist} other {# Alarme sind}} offen</alerts>.',

  // the change manager
  'landing.change.ahead':
    '<changes>{n, plural, =0 {Keine Änderung} one {Eine Änderung} other {# Änderungen}}</changes> in den nächsten 24 Stunden{running, plural, =0 {} one {, eine läuft} other {, # laufen}}.',
  'landing.change.clashing': '<changes>{n, plural, one {Eine steht} other {# stehen}} im Konflikt</changes>.',
  'landing.change.clear': '<changes>Keine</changes> steht im Konflikt.',
  'landing.change.failed': '<changes>{n, plural, one {Eine} other {#}}</changes> in den letzten 24 Stunden gescheitert.',
  'landing.change.emergency': '<changes>{n, plural, one {Eine ist ein Notfall} other {# sind Notfälle}}</changes>.',
  'landing.change.next': 'Als Nächstes: <one>{title}</one>, in {at}.',

  // the manager
  'landing.manager.up': 'Wir <work>halten Schritt</work>.',
  'landing.manager.upBut': 'Wir <work>halten Schritt</work>, außer bei <team>{team}</team>.',
  'landing.manager.behind': 'Wir <work>geraten in Rückstand</work>: {more, number} mehr offen als vor einer Woche.',
  'landing.manager.open':
    '<work>{tickets, plural, one {Ein Ticket} other {# Tickets}}</work> und <incidents>{incidents, plural, one {eine Störung} other {# Störungen}}</incidents> sind offen.',
  'landing.manager.backlog':
    '<work>{open, plural, =0 {Kein Ticket und keine Störung ist} one {Ein Ticket oder eine Störung ist} other {# Tickets und Störungen sind}} offen</work>, {way, select, less {{by, number} weniger als} more {{by, number} mehr als} other {so viele wie}} vor einer Woche.',
  'landing.manager.team': '<team>{team}</team> hat {open, number}, {more, number} mehr als damals.',

  // the executive
  'landing.executive.open':
    '<incidents>{n, plural, =1 {Eine schwere Störung ist} =2 {Zwei schwere Störungen sind} other {# schwere Störungen sind}} offen</incidents>.',
  'landing.executive.quiet': '<incidents>Keine schwere Störung</incidents> ist offen.',
  'landing.executive.majors':
    '<incidents>{n, plural, =0 {Keiner} one {Einer} other {#}} in den letzten 30 Tagen</incidents>, {way, select, less {{by, number} weniger als} more {{by, number} mehr als} other {so viele wie}} in den 30 davor.',

  // security
  'landing.security.overdue':
    '<findings>{n, plural, one {Ein Befund ist} other {# Befunde sind}} überfällig</findings>{critical, plural, =0 {} one {, einer davon kritisch oder hoch} other {, # davon kritisch oder hoch}}.',
  'landing.security.quiet': '<findings>Kein Befund</findings> ist überfällig.',
  'landing.security.certificates': '<findings>{n, plural, one {Ein Zertifikat läuft} other {# Zertifikate laufen}}</findings> binnen 30 Tagen ab.',
  'landing.security.ended':
    '<findings>{n, plural, one {Ein Zertifikat ist abgelaufen} other {# Zertifikate sind abgelaufen oder laufen binnen 30 Tagen ab}}</findings>.',
  'landing.security.open': '<findings>{n, plural, =0 {Kein Befund ist} one {Ein Befund ist} other {# Befunde sind}} offen</findings>.',

  // the help desk
  'landing.desk.more': 'Es wird <tickets>mehr als sonst</tickets> gemeldet.',
  'landing.desk.usual': 'Es wird <tickets>etwa so viel wie sonst</tickets> gemeldet.',
  'landing.desk.known':
    '{n, plural, one {Eine Störung auf <one>{service}</one> ist bekannt.} other {<incidents>{n, number} Störungen</incidents> sind bekannt.}}',
  'landing.desk.nothing': '<incidents>Keine schwere Störung</incidents> ist bekannt.',
  'landing.desk.rate': '<tickets>{n, plural, =0 {Kein Ticket} one {Ein Ticket} other {# Tickets}}</tickets> in der letzten Stunde, sonst {usual, number}.',

  // the portal's administrator
  'landing.portal.down':
    '{n, plural, one {<sources>{name}</sources> antwortet nicht.} other {<sources>{n, number} von {of, number} Quellen</sources> antworten nicht.}}',
  'landing.portal.up':
    '{n, plural, one {<sources>Die eine Quelle</sources> antwortet.} =2 {<sources>Beide Quellen</sources> antworten.} other {<sources>Alle {n, number} Quellen</sources> antworten.}}',
  'landing.portal.critical':
    '<alerts>{n, plural, =0 {Nichts Kritisches brennt} one {Ein kritischer Alarm brennt} other {# kritische Alarme brennen}}</alerts>.',

  // highlights
  'landing.highlight.by': '{by, number} {way, select, less {weniger} other {mehr}}',
  'landing.highlight.share': '{percent, number} % {way, select, less {weniger} other {mehr}}',
  'landing.highlight.of': '{n, number} von {of, number}',
  'landing.highlight.sooner': '{percent, number} % {way, select, less {schneller} other {langsamer}}',
  'landing.highlight.points': '{by, number} Punkte {way, select, less {weniger} other {mehr}}',
  'landing.highlight.hours': '{by, number} Std {way, select, less {weniger} other {mehr}}',
  'landing.highlight.timeToAcknowledge': 'bis zur Übernahme: {lasts}, die Woche davor {lasted}',
  'landing.highlight.timeToResolve': 'bis zur Behebung: {lasts}, die Woche davor {lasted}',
  'landing.highlight.ticketTime': 'bis Tickets gelöst sind: {lasts}, die Woche davor {lasted}',
  'landing.highlight.changeSuccess': 'Änderungen gelungen: {now, number} %, die Woche davor {before, number} %',
  'landing.highlight.automationSuccess': 'Automatisierung erfolgreich: {now, number} %, die Woche davor {before, number} %',
  'landing.highlight.slaBreached': 'SLA verletzt: {now, number} %, die Woche davor {before, number} %',
  'landing.highlight.hoursSaved': 'durch Automatisierung gespart: {now, number} Std, die Woche davor {before, number} Std',
  'landing.highlight.alerts': 'Alarme in 24 h als am selben Tag der Vorwoche',
  'landing.highlight.critical': 'kritische in 24 h als am selben Tag der Vorwoche',
  'landing.highlight.incidents': 'Störungen in 7 Tagen als in den 7 davor',
  'landing.highlight.changes': 'Änderungen in 7 Tagen als in den 7 davor',
  'landing.highlight.runs': 'Automatisierungen in 24 h als am selben Tag der Vorwoche',
  'landing.highlight.tickets': 'Tickets in 7 Tagen als in den 7 davor',
  'landing.highlight.succeeded': 'Automatisierungen in 24 h gelungen',
} as const satisfies Chapter<'home'>
