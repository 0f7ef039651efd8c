/** The first screen: its strips, and the sentences made of data. Facts stand between tags: `<alerts>Two criticals</alerts>`. */
export const home = {
  // the strips
  'home.watch': 'Events, last 24 hours',
  'home.watchSummary':
    '{n, plural, =0 {No alert} one {One alert} other {# alerts}} began in the last 24 hours{critical, plural, =0 {} one {, one critical} other {, # critical}}',
  'home.watchFrom': 'Start of the range',
  'home.watchTo': 'End of the range',
  'home.watchNow': 'now',
  'home.continue': 'Continue',
  'home.continueMore': '{n, number} more unfinished',
  'home.continueNone': 'Nothing is half done',
  'home.continueNoneMeaning': 'Work you leave is kept here, at the step where you left it.',
  'home.continueFailed': 'Unfinished work could not be read',
  'home.step': 'Step {n, number} of {of, number}',
  'home.deadline': 'Something happens in {at}',
  'home.left': 'Left {at} ago',
  'home.held': '{by} is on it',
  'home.goto': 'Go to',
  'home.gotoNone': 'No places yet',
  'home.gotoNoneMeaning': 'What you open often gets a number from 1 to 8, and keeps it.',
  'home.gotoPaused': 'Learning is paused',
  'home.gotoOwn': 'From what you open',
  'home.gotoRole': 'From what your role opens',
  'home.gotoPinned': '{n, plural, one {One pinned by you} other {# pinned by you}}',
  'home.placeMenu': 'About {title}',
  'home.pin': 'Keep it at {n, number}',
  'home.unpin': 'Let it go from {n, number}',
  'home.mute': 'Not this one',
  'home.placeGone': '{title} is not suggested any more',
  'home.reason.pinned': 'Pinned by you',
  'home.reason.incident': 'Because {title} is open',
  'home.reason.alert': 'Because {title} burns on {where}',
  'home.reason.after': 'Because you often open it after {after}',
  'home.reason.often': 'Because you often open it',
  'home.reason.lately': 'Because you opened it lately',
  'home.reason.role': 'Because people in the role {role} often open it',
  'home.reason.roleAfter': 'Because people in the role {role} often open it after {after}',
  'home.reason.roleStart': 'Because people in the role {role} often begin with it',
  'home.reason.start': 'Because you often begin with it',
  'home.reason.preset': 'Because Homeport brings it for your role',
  'home.reason.unused': 'Because you have not opened it for long',
  'home.reason.switched': 'Because you often look at it this way',
  'home.attention': 'Needs attention',
  'home.attentionOwn': 'Your services and site',
  'home.attentionEstate': 'All services',
  'home.attentionWaits': '{n, plural, one {One change waits} other {# changes wait}}',
  'home.attentionAll': 'Show all {n, number}',
  'home.attentionFewer': 'Show three',
  'home.attentionEvery': 'Open all {n, number}',
  'home.attentionNone': 'Nothing needs you now',
  'home.attentionNoneOwn': 'No warning, critical or incident is open on your services and site.',
  'home.attentionNoneEstate': 'No warning, critical or incident is open.',
  'home.attentionNonePartial': 'As far as is known: a source does not answer.',
  'home.partial': 'A source does not answer',
  'home.alertsIn': '{n, plural, one {1 alert} other {# alerts}} in one group',
  'home.alertsOf': '{n, plural, one {1 alert} other {# alerts}}',
  'home.nobody': 'nobody on it',
  'home.has': '{owner} has it',
  'home.triage': 'Start triage',
  'home.triageOf': 'Start triage: {title}',
  'home.open': 'Open',
  'home.openOf': 'Open: {title}',
  'home.hints': 'First steps',
  'home.hintNumber': 'Step {n, number} of {of, number}',
  'home.hint.drag': 'Press E, then drag a widget by its head. It stays where you put it.',
  'home.hint.view': 'Open the view of a widget and look at the same data as a grid, chart, timeline or graph.',
  'home.hint.triage': 'Something has nobody on it: start its triage from the row above.',
  'home.hint.close': 'Close this tab in the middle of your work. Nothing you entered is lost.',
  'home.hint.continue': 'What you left half done waits under Continue, at the step where you left it.',
  'home.hintSeen': 'Next',
  'home.hintsOff': 'No more hints',
  'home.highlights': 'Highlights',
  'home.highlightsNone': 'No number you follow has moved',
  'home.state.unconnected': 'Nothing reports here yet',
  'home.state.unconnectedMeaning': 'Alerts and incidents show up here once a source reports them.',
  'home.state.refused': 'No source you may ask',
  'home.state.refusedMeaning': 'Whoever looks after sources can grant you one.',
  'home.state.failed': 'No source answers',
  'home.state.failedMeaning': 'It is tried again by itself.',

  // when it is not known
  'landing.none.unconnected': 'Nothing reports here yet.',
  'landing.none.unconnectedMeaning': 'Connect <sources>a source of alerts</sources>, or load the demo estate. This machine is watched already.',
  'landing.none.refused': 'There is no source you may ask.',
  'landing.none.refusedMeaning': 'Whoever looks after <sources>sources</sources> can grant you one.',
  'landing.none.failed': '<sources>No source</sources> answers.',
  'landing.none.silent':
    '<sources>{n, plural, one {{name} does} other {# sources do}} not answer</sources>; what {n, plural, one {it knows} other {they know}} is missing here.',

  // the operator: what is burning, is anyone on it
  'landing.operator.burning':
    '<alerts>{n, plural, =1 {One critical} =2 {Two criticals} =3 {Three criticals} other {# criticals}}</alerts> {n, plural, one {is} other {are}} burning.',
  'landing.operator.free':
    '{of, plural, one {<alerts>Nobody</alerts> is on it.} other {<alerts>{n, plural, =1 {One} =2 {Two} =3 {Three} other {#}}</alerts> {n, plural, one {has nobody on it} other {have nobody on them}}.}}',
  'landing.operator.taken': '{of, plural, one {<alerts>Somebody</alerts> is on it.} other {<alerts>Somebody</alerts> is on each of them.}}',
  'landing.operator.worst': '<one>{title}</one>{where, select, service { on {service}} other {}}.',
  'landing.operator.alerts': '<alerts>{n, number} alerts</alerts> belong to it.',
  'landing.operator.services': '<alerts>{n, number} services</alerts> are affected.',
  'landing.operator.quiet': '<alerts>Nothing critical</alerts> is burning.',
  'landing.operator.nothing': '<alerts>No warning</alerts> is open either.',
  'landing.operator.warnings':
    '<alerts>{n, plural, one {One warning is} other {# warnings are}} open</alerts>{free, plural, =0 {} other {, {free, number} without an owner}}.',
  'landing.operator.incidents': '<incidents>{n, plural, one {One incident is} other {# incidents are}} open</incidents>.',

  // the SRE: what burns, what changed
  'landing.sre.burning':
    '<alerts>{n, plural, one {{service} is} other {{scope, select, own {# of your services are} other {# services are}}}} burning</alerts>.',
  'landing.sre.quiet': '<alerts>Nothing critical</alerts> is burning{scope, select, own { on your services} other {}}.',
  'landing.sre.changed':
    '<changes>{n, plural, =0 {Nothing} one {One change} other {# changes}}</changes> {n, plural, =0 {changed} other {went in}} in the last 24 hours{failed, plural, =0 {} one {, one failed} other {, # failed}}.',

  // the service owner: is my service healthy for users
  'landing.owner.hurt':
    '{n, plural, one {<alerts>{service}</alerts> is in trouble.} other {<alerts>{n, number}</alerts> {scope, select, own {of your services} other {services}} are in trouble.}}',
  'landing.owner.healthy': '{scope, select, own {<alerts>Your services</alerts> are healthy.} other {<alerts>All services</alerts> are healthy.}}',
  'landing.owner.incidents':
    '<incidents>{n, plural, one {One incident is} other {# incidents are}} open</incidents>{free, plural, =0 {} one {, one without an owner} other {, # without an owner}}.',
  'landing.owner.warnings': '<alerts>{n, plural, =0 {No alert is} one {One alert is} other {# alerts are}} open</alerts>.',

  // the change manager: what is risky or in conflict
  'landing.change.ahead':
    '<changes>{n, plural, =0 {No change} one {One change} other {# changes}}</changes> in the next 24 hours{running, plural, =0 {} one {, one under way} other {, # under way}}.',
  'landing.change.clashing': '<changes>{n, plural, one {One is} other {# are}} in conflict</changes>.',
  'landing.change.clear': '<changes>None</changes> is in conflict.',
  'landing.change.failed': '<changes>{n, plural, one {One} other {#}}</changes> failed in the last 24 hours.',
  'landing.change.emergency': '<changes>{n, plural, one {One is an emergency} other {# are emergencies}}</changes>.',
  'landing.change.next': 'Next: <one>{title}</one>, in {at}.',

  // the manager: are we keeping up, who is overloaded
  'landing.manager.up': 'We are <work>keeping up</work>.',
  'landing.manager.upBut': 'We are <work>keeping up</work>, except in <team>{team}</team>.',
  'landing.manager.behind': 'We are <work>falling behind</work>: {more, number} more open than a week ago.',
  'landing.manager.open':
    '<work>{tickets, plural, one {One ticket} other {# tickets}}</work> and <incidents>{incidents, plural, one {one incident} other {# incidents}}</incidents> are open.',
  'landing.manager.backlog':
    '<work>{open, plural, =0 {No ticket or incident is} one {One ticket or incident is} other {# tickets and incidents are}} open</work>, {way, select, less {{by, number} fewer than} more {{by, number} more than} other {as many as}} a week ago.',
  'landing.manager.team': '<team>{team}</team> holds {open, number}, {more, number} more than then.',

  // the executive: are we reliable, is it improving
  'landing.executive.open': '<incidents>{n, plural, =1 {One major incident is} =2 {Two major incidents are} other {# major incidents are}} open</incidents>.',
  'landing.executive.quiet': '<incidents>No major incident</incidents> is open.',
  'landing.executive.majors':
    '<incidents>{n, plural, =0 {None} one {One} other {#}} in the last 30 days</incidents>, {way, select, less {{by, number} fewer than} more {{by, number} more than} other {as many as}} in the 30 before.',

  // security: what is exposed and past due
  'landing.security.overdue':
    '<findings>{n, plural, one {One finding is} other {# findings are}} past due</findings>{critical, plural, =0 {} one {, one of them critical} other {, # of them critical}}.',
  'landing.security.quiet': '<findings>No finding</findings> is past due.',
  'landing.security.certificates': '<findings>{n, plural, one {One certificate ends} other {# certificates end}}</findings> within 30 days.',
  'landing.security.open': '<findings>{n, plural, =0 {No finding is} one {One finding is} other {# findings are}} open</findings>.',

  // the help desk: what do users feel, is it known
  'landing.desk.more': 'Users report <tickets>more than usual</tickets>.',
  'landing.desk.usual': 'Users report <tickets>about as much as usual</tickets>.',
  'landing.desk.known': '{n, plural, one {An incident on <one>{service}</one> is known.} other {<incidents>{n, number} incidents</incidents> are known.}}',
  'landing.desk.nothing': '<incidents>No major incident</incidents> is known.',
  'landing.desk.rate': '<tickets>{n, plural, =0 {No ticket} one {One ticket} other {# tickets}}</tickets> in the last hour, usually {usual, number}.',

  // the portal's administrator: is it to be trusted
  'landing.portal.down':
    '{n, plural, one {<sources>{name}</sources> does not answer.} other {<sources>{n, number} of {of, number} sources</sources> do not answer.}}',
  'landing.portal.up': '{n, plural, one {<sources>The one source</sources> answers.} other {<sources>All {n, number} sources</sources> answer.}}',
  'landing.portal.critical': '<alerts>{n, plural, =0 {Nothing critical is} one {One critical is} other {# criticals are}} burning</alerts>.',

  // highlights: the number, then what it counts and than what
  'landing.highlight.by': '{by, number} {way, select, less {fewer} other {more}}',
  'landing.highlight.share': '{percent, number} % {way, select, less {fewer} other {more}}',
  'landing.highlight.of': '{n, number} of {of, number}',
  'landing.highlight.alerts': 'alerts in 24 h than on the same weekday last week',
  'landing.highlight.critical': 'criticals in 24 h than on the same weekday last week',
  'landing.highlight.incidents': 'incidents in 7 days than in the 7 before',
  'landing.highlight.changes': 'changes in 7 days than in the 7 before',
  'landing.highlight.runs': 'automation runs in 24 h than on the same weekday last week',
  'landing.highlight.tickets': 'tickets in 7 days than in the 7 before',
  'landing.highlight.succeeded': 'automation runs of the last 24 hours succeeded',
} as const
