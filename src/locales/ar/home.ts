import type { Chapter } from '../chapter.ts'

export const home = {
  // the strips
  'home.watch': 'الأحداث، آخر 24 ساعة',
  'home.watchSummary':
    'بدأ في آخر 24 ساعة {n, plural, =0 {لا تنبيه} one {تنبيه واحد} two {تنبيهان} few {# تنبيهات} many {# تنبيهًا} other {# تنبيه}}{critical, plural, =0 {} other {، منها حرج: #}}',
  'home.watchFrom': 'بداية المدى',
  'home.watchTo': 'نهاية المدى',
  'home.watchNow': 'الآن',
  'home.continue': 'متابعة',
  'home.continueMore': '{n, number} غير مكتملة أيضًا',
  'home.continueNone': 'لا عمل ناقص',
  'home.continueNoneMeaning': 'ما تتركه من عمل يبقى هنا عند الخطوة التي بلغتها.',
  'home.continueFailed': 'تعذّرت قراءة العمل غير المكتمل',
  'home.step': 'الخطوة {n, number} من {of, number}',
  'home.deadline': 'يحدث شيء بعد {at}',
  'home.deadlineOf': '{what} بعد {at}',
  'home.left': 'تُرك قبل {at}',
  'home.held': '{by} يعمل عليه',
  'home.heldByYou': 'مفتوح على {phone, select, true {هاتفك} other {جهاز آخر لك}}',
  'home.goto': 'انتقال إلى',
  'home.gotoNone': 'لا أماكن بعد',
  'home.gotoNoneMeaning': 'ما تفتحه كثيرًا ينال رقمًا من 1 إلى 8 ويبقى له.',
  'home.gotoPaused': 'التعلّم متوقف',
  'home.gotoOwn': 'مما تفتحه أنت',
  'home.gotoRole': 'مما يفتحه دورك',
  'home.gotoPinned': '{n, plural, one {واحد ثبّتَّه} two {اثنان ثبّتَّهما} few {# ثبّتَّها} many {# ثبّتَّها} other {# ثبّتَّها}}',
  'home.placeMenu': 'حول {title}',
  'home.pin': 'إبقاؤه على {n, number}',
  'home.unpin': 'تحريره من {n, number}',
  'home.mute': 'ليس هذا',
  'home.placeGone': 'لن يُقترح {title} بعد الآن',
  'home.reason.pinned': 'ثبّتَّه أنت',
  'home.reason.incident': 'لأن {title} مفتوح',
  'home.reason.alert': 'لأن {title} مشتعل على {where}',
  'home.reason.after': 'لأنك تفتحه كثيرًا بعد {after}',
  'home.reason.often': 'لأنك تفتحه كثيرًا',
  'home.reason.lately': 'لأنك فتحته مؤخرًا',
  'home.reason.role': 'لأن من هم في دور {role} يفتحونه كثيرًا',
  'home.reason.roleAfter': 'لأن من هم في دور {role} يفتحونه كثيرًا بعد {after}',
  'home.reason.roleStart': 'لأن من هم في دور {role} يبدؤون به كثيرًا',
  'home.reason.start': 'لأنك تبدأ به كثيرًا',
  'home.reason.preset': 'لأن Homeport يقدّمه لدورك',
  'home.reason.unused': 'لأنك لم تفتحه منذ مدة',
  'home.reason.switched': 'لأنك تنظر إليه هكذا كثيرًا',
  'home.attention': 'يحتاج إلى انتباه',
  'home.attentionOwn': 'خدماتك وموقعك',
  'home.attentionEstate': 'كل الخدمات',
  'home.attentionWaits': '{n, plural, one {تغيير واحد ينتظر} two {تغييران ينتظران} few {# تغييرات تنتظر} many {# تغييرًا ينتظر} other {# تغيير ينتظر}}',
  'home.attentionAll': 'عرض الكل ({n, number})',
  'home.attentionFewer': 'عرض ثلاثة',
  'home.attentionEvery': 'فتح الكل ({n, number})',
  'home.attentionNone': 'لا شيء يحتاجك الآن',
  'home.attentionNoneOwn': 'لا تحذير ولا تنبيه حرج ولا حادث مفتوح على خدماتك وموقعك.',
  'home.attentionNoneEstate': 'لا تحذير ولا تنبيه حرج ولا حادث مفتوح.',
  'home.attentionNonePartial': 'بحسب المعروف: أحد المصادر لا يجيب.',
  'home.partial': 'أحد المصادر لا يجيب',
  'home.alertsIn': '{n, plural, one {تنبيه واحد} two {تنبيهان} few {# تنبيهات} many {# تنبيهًا} other {# تنبيه}} في مجموعة واحدة',
  'home.alertsOf': '{n, plural, one {تنبيه واحد} two {تنبيهان} few {# تنبيهات} many {# تنبيهًا} other {# تنبيه}}',
  'home.nobody': 'لا أحد عليه',
  'home.has': 'لدى {owner}',
  'home.triage': 'بدء الفرز',
  'home.triageOf': 'بدء الفرز: {title}',
  'home.open': 'فتح',
  'home.openOf': 'فتح: {title}',
  'home.hints': 'الخطوات الأولى',
  'home.hintNumber': 'الخطوة {n, number} من {of, number}',
  'home.hint.drag': 'اضغط E ثم اسحب ودجة من رأسها. تبقى حيث تضعها.',
  'home.hint.dragTouch': 'اضغط الزر ذا القلم ثم اسحب ودجة من رأسها. تبقى حيث تضعها.',
  'home.hint.view': 'افتح عرض ودجة وانظر إلى البيانات نفسها جدولًا أو رسمًا أو خطًا زمنيًا أو شبكة.',
  'home.hint.triage': 'هناك ما لا أحد يعمل عليه: ابدأ فرزه من السطر أعلاه.',
  'home.hint.close': 'أغلق هذه الصفحة في منتصف عملك. لا يضيع شيء أدخلته.',
  'home.hint.continue': 'ما تركته ناقصًا ينتظرك في «متابعة» عند الخطوة التي بلغتها.',
  'home.hintSeen': 'التالي',
  'home.hintsOff': 'لا مزيد من الإرشادات',
  'home.highlights': 'أبرز التغيّرات',
  'home.highlightsNone': 'لم يتحرّك رقم تتابعه',
  'home.state.unconnected': 'لا شيء يبلّغ هنا بعد',
  'home.state.unconnectedMeaning': 'تظهر التنبيهات والحوادث هنا حالما يبلّغ عنها مصدر.',
  'home.state.refused': 'لا مصدر يحق لك سؤاله',
  'home.state.refusedMeaning': 'من يرعى المصادر يستطيع أن يمنحك واحدًا.',
  'home.state.failed': 'لا مصدر يجيب',
  'home.state.failedMeaning': 'تعاد المحاولة تلقائيًا.',
  'home.stripMenu': 'حول {title}',
  'home.stripHide': 'لا تعرضه بعد الآن',
  'home.stripHidden': 'أُخفي {title}. تعيده القائمة في أعلى الصفحة.',
  'home.connect': 'غير مربوط بعد',
  'home.connectWhy': 'لا يراه إلا من يعتني بالمصادر',
  'home.connectWidgets':
    '{n, plural, zero {لا عنصر ينتظر} one {عنصر واحد لدورك ينتظر} two {عنصران لدورك ينتظران} few {# عناصر لدورك تنتظر} many {# عنصرًا لدورك ينتظر} other {# عنصر لدورك ينتظر}}',
  'home.connect.alerts': 'ربط التنبيهات',
  'home.connect.alertsBy': 'Alertmanager وGrafana وwebhook…',
  'home.connect.incidents': 'ربط الحوادث',
  'home.connect.incidentsBy': 'ServiceNow وPagerDuty وwebhook…',
  'home.connect.changes': 'ربط التغييرات',
  'home.connect.changesBy': 'ServiceNow وJira وخط نشر وwebhook…',
  'home.connect.tickets': 'ربط التذاكر',
  'home.connect.ticketsBy': 'ServiceNow وJira وwebhook…',
  'home.connect.runs': 'ربط الأتمتة',
  'home.connect.runsBy': 'Ansible وRundeck وخط نشر وwebhook…',
  'home.connect.findings': 'ربط الثغرات الأمنية',
  'home.connect.findingsBy': 'ماسح أو مراقبة شهادات، webhook…',
  'home.connect.objectives': 'ربط مستويات الخدمة',
  'home.connect.objectivesBy': 'الأهداف والطلبات التي تُحسب لها',
  'home.connect.services': 'ربط الخدمات',
  'home.connect.servicesBy': 'Prometheus مع مقاييس الطلبات',
  'home.connect.targets': 'ربط المجسات',
  'home.connect.targetsBy': 'Prometheus',
  'home.connect.hosts': 'ربط الأجهزة',
  'home.connect.hostsBy': 'Prometheus مع node exporter',
  'home.connect.other': 'ربط مصدر',
  'home.connect.otherBy': 'Prometheus وLoki وPostgreSQL وJSON عبر HTTP وCSV وwebhook…',
  'home.connect.demo': 'تحميل البيانات التجريبية',
  'home.connect.demoBy': 'موسومة في كل مكان، وتزول بنقرة واحدة',
  'home.waits': 'ما ينظر إليه دورك غير مربوط بعد',
  'home.waitsMeaning': 'تمتلئ هذه الصفحة من تلقاء نفسها حالما يربطه من يعتني بالمصادر.',
  'home.waitsMachine': 'عرض هذا الجهاز',
  'home.waitsDashboards': 'عرض اللوحات',
  'home.asRole': 'ترى هذا بصفة: {role}',
  'home.asRoleMeaning': 'ما يُعطى لشخص جديد في هذا الدور. لا يعرض من المصادر أكثر مما يحق لك أن تراه. ولا شيء تفعله هنا يُحسب عليك.',
  'home.asRoleLeave': 'مغادرة',
  'home.asRoleNothing': 'لا يرى صاحب هذا الدور أي عنصر هنا',
  'home.asRoleNothingMeaning': 'ما ينظر إليه الدور غير مربوط، أو ليس لهذا الدور.',
  'home.asRoleFailed': 'تعذّرت قراءة صفحة بداية هذا الدور',
  'home.asRoleContinue': 'عملهم غير المكتمل',
  'home.asRoleGoto': 'الأماكن الثمانية التي يفتحونها',
  'home.asRoleOwn': 'لكل شخص ما يخصه؛ والجديد لا شيء لديه بعد.',
  'home.asRoleGotoOwn': 'تُملأ مما يفتحه أصحاب هذا الدور، ثم مما يفتحه كل منهم.',

  // when it is not known
  'landing.none.unconnected': 'لا شيء يبلّغ هنا بعد.',
  'landing.none.unconnectedMeaning': 'اربط <sources>مصدر تنبيهات</sources> أو حمّل البيئة التجريبية. هذا الجهاز مراقَب الآن.',
  'landing.none.unconnectedOthers': 'يمتلئ هذا حالما يربط من يعتني بالمصادر أحدها.',
  'landing.none.refused': 'لا مصدر يحق لك سؤاله.',
  'landing.none.refusedMeaning': 'من يرعى <sources>المصادر</sources> يستطيع أن يمنحك واحدًا.',
  'landing.none.failed': '<sources>لا مصدر</sources> يجيب.',
  'landing.none.silent':
    '<sources>{n, plural, one {{name} لا يجيب} two {مصدران لا يجيبان} few {# مصادر لا تجيب} many {# مصدرًا لا يجيب} other {# مصدر لا يجيب}}</sources>؛ ما لديها ناقص هنا.',

  // the operator
  'landing.operator.burning':
    '<alerts>{n, plural, =1 {تنبيه حرج واحد} =2 {تنبيهان حرجان} few {# تنبيهات حرجة} many {# تنبيهًا حرجًا} other {# تنبيه حرج}}</alerts> {n, plural, =1 {مشتعل} =2 {مشتعلان} other {مشتعلة}}.',
  'landing.operator.free':
    '{of, plural, one {<alerts>لا أحد</alerts> يعمل عليه.} other {لا أحد يعمل على <alerts>{n, plural, =1 {واحد منها} =2 {اثنين منها} other {# منها}}</alerts>.}}',
  'landing.operator.taken': '{of, plural, one {<alerts>هناك من</alerts> يعمل عليه.} other {<alerts>هناك من</alerts> يعمل على كل منها.}}',
  'landing.operator.worst': '<one>{title}</one>{where, select, service { على {service}} other {}}.',
  'landing.operator.alerts': 'تنتمي إليه <alerts>{n, plural, one {تنبيه واحد} two {تنبيهان} few {# تنبيهات} many {# تنبيهًا} other {# تنبيه}}</alerts>.',
  'landing.operator.services':
    '<alerts>{n, plural, one {خدمة واحدة متأثرة} two {خدمتان متأثرتان} few {# خدمات متأثرة} many {# خدمة متأثرة} other {# خدمة متأثرة}}</alerts>.',
  'landing.operator.quiet': '<alerts>لا شيء حرجًا</alerts> مشتعل.',
  'landing.operator.nothing': 'و<alerts>لا تحذير</alerts> مفتوح.',
  'landing.operator.warnings':
    '<alerts>{n, plural, one {تحذير واحد مفتوح} two {تحذيران مفتوحان} few {# تحذيرات مفتوحة} many {# تحذيرًا مفتوحًا} other {# تحذير مفتوح}}</alerts>{free, plural, =0 {} other {، {free, number} بلا مسؤول}}.',
  'landing.operator.incidents':
    '<incidents>{n, plural, one {حادث واحد مفتوح} two {حادثان مفتوحان} few {# حوادث مفتوحة} many {# حادثًا مفتوحًا} other {# حادث مفتوح}}</incidents>.',

  // the SRE
  'landing.sre.burning':
    '<alerts>{n, plural, one {{service} مشتعلة} two {{scope, select, own {اثنتان من خدماتك مشتعلتان} other {خدمتان مشتعلتان}}} other {{scope, select, own {# من خدماتك مشتعلة} other {# خدمات مشتعلة}}}}</alerts>.',
  'landing.sre.quiet': '<alerts>لا شيء حرجًا</alerts> مشتعل{scope, select, own { على خدماتك} other {}}.',
  'landing.sre.changed':
    '<changes>{n, plural, =0 {لا تغيير} one {تغيير واحد} two {تغييران} few {# تغييرات} many {# تغييرًا} other {# تغيير}}</changes> في آخر 24 ساعة{failed, plural, =0 {} other {، فشل منها #}}.',

  // the service owner
  'landing.owner.hurt':
    '{n, plural, one {<alerts>{service}</alerts> في مشكلة.} other {<alerts>{n, number}</alerts> {scope, select, own {من خدماتك} other {خدمات}} في مشكلة.}}',
  'landing.owner.healthy': '{scope, select, own {<alerts>خدماتك</alerts> سليمة.} other {<alerts>كل الخدمات</alerts> سليمة.}}',
  'landing.owner.incidents':
    '<incidents>{n, plural, one {حادث واحد مفتوح} two {حادثان مفتوحان} few {# حوادث مفتوحة} many {# حادثًا مفتوحًا} other {# حادث مفتوح}}</incidents>{free, plural, =0 {} other {، # بلا مسؤول}}.',
  'landing.owner.warnings':
    '<alerts>{n, plural, =0 {لا تنبيه مفتوح} one {تنبيه واحد مفتوح} two {تنبيهان مفتوحان} few {# تنبيهات مفتوحة} many {# تنبيهًا مفتوحًا} other {# تنبيه مفتوح}}</alerts>.',

  // the change manager
  'landing.change.ahead':
    '<changes>{n, plural, =0 {لا تغيير} one {تغيير واحد} two {تغييران} few {# تغييرات} many {# تغييرًا} other {# تغيير}}</changes> في الساعات الـ24 القادمة{running, plural, =0 {} other {، الجاري منها #}}.',
  'landing.change.clashing': '<changes>{n, plural, one {واحد متعارض} two {اثنان متعارضان} other {# متعارضة}}</changes>.',
  'landing.change.clear': '<changes>لا شيء منها</changes> متعارض.',
  'landing.change.failed': '<changes>{n, plural, one {واحد} two {اثنان} other {#}}</changes> من تغييرات آخر 24 ساعة فشل.',
  'landing.change.emergency': '<changes>{n, plural, one {واحد طارئ} two {اثنان طارئان} other {# طارئة}}</changes>.',
  'landing.change.next': 'التالي: <one>{title}</one>، بعد {at}.',

  // the manager
  'landing.manager.up': 'نحن <work>نواكب العمل</work>.',
  'landing.manager.upBut': 'نحن <work>نواكب العمل</work>، إلا في <team>{team}</team>.',
  'landing.manager.behind': 'نحن <work>نتأخر</work>: المفتوح أكثر بـ{more, number} مما كان قبل أسبوع.',
  'landing.manager.open':
    '<work>{tickets, plural, one {تذكرة واحدة} two {تذكرتان} few {# تذاكر} many {# تذكرة} other {# تذكرة}}</work> و<incidents>{incidents, plural, one {حادث واحد} two {حادثان} few {# حوادث} many {# حادثًا} other {# حادث}}</incidents> مفتوحة.',
  'landing.manager.backlog':
    '<work>المفتوح من التذاكر والحوادث: {open, plural, =0 {لا شيء} other {#}}</work>، {way, select, less {أقل بـ{by, number} مما كان} more {أكثر بـ{by, number} مما كان} other {كما كان}} قبل أسبوع.',
  'landing.manager.team': 'لدى <team>{team}</team> {open, number}، أي {more, number} أكثر.',

  // the executive
  'landing.executive.open':
    '<incidents>{n, plural, =1 {حادث كبير واحد مفتوح} =2 {حادثان كبيران مفتوحان} few {# حوادث كبيرة مفتوحة} many {# حادثًا كبيرًا مفتوحًا} other {# حادث كبير مفتوح}}</incidents>.',
  'landing.executive.quiet': '<incidents>لا حادث كبيرًا</incidents> مفتوح.',
  'landing.executive.majors':
    '<incidents>{n, plural, =0 {لا شيء} one {واحد} two {اثنان} other {#}} في آخر 30 يومًا</incidents>، {way, select, less {أقل بـ{by, number} مما كان} more {أكثر بـ{by, number} مما كان} other {كما كان}} في الثلاثين قبلها.',

  // security
  'landing.security.overdue':
    '<findings>{n, plural, one {نتيجة واحدة فات موعدها} two {نتيجتان فات موعدهما} few {# نتائج فات موعدها} many {# نتيجة فات موعدها} other {# نتيجة فات موعدها}}</findings>{critical, plural, =0 {} other {، منها حرج أو عالٍ: #}}.',
  'landing.security.quiet': '<findings>لا نتيجة</findings> فات موعدها.',
  'landing.security.certificates':
    '<findings>{n, plural, one {شهادة واحدة تنتهي} two {شهادتان تنتهيان} few {# شهادات تنتهي} many {# شهادة تنتهي} other {# شهادة تنتهي}}</findings> خلال 30 يومًا.',
  'landing.security.ended':
    '<findings>{n, plural, one {انتهت شهادة واحدة} two {شهادتان انتهتا أو تنتهيان خلال 30 يومًا} few {# شهادات انتهت أو تنتهي خلال 30 يومًا} many {# شهادة انتهت أو تنتهي خلال 30 يومًا} other {# شهادة انتهت أو تنتهي خلال 30 يومًا}}</findings>.',
  'landing.security.open':
    '<findings>{n, plural, =0 {لا نتيجة مفتوحة} one {نتيجة واحدة مفتوحة} two {نتيجتان مفتوحتان} few {# نتائج مفتوحة} many {# نتيجة مفتوحة} other {# نتيجة مفتوحة}}</findings>.',

  // the help desk
  'landing.desk.more': 'يبلّغ المستخدمون <tickets>أكثر من المعتاد</tickets>.',
  'landing.desk.usual': 'يبلّغ المستخدمون <tickets>كالمعتاد تقريبًا</tickets>.',
  'landing.desk.known': '{n, plural, one {هناك حادث معروف على <one>{service}</one>.} other {<incidents>الحوادث المعروفة: {n, number}</incidents>.}}',
  'landing.desk.nothing': '<incidents>لا حادث كبيرًا</incidents> معروف.',
  'landing.desk.rate':
    '<tickets>{n, plural, =0 {لا تذكرة} one {تذكرة واحدة} two {تذكرتان} few {# تذاكر} many {# تذكرة} other {# تذكرة}}</tickets> في الساعة الأخيرة، والمعتاد {usual, number}.',

  // the portal's administrator
  'landing.portal.down': '{n, plural, one {<sources>{name}</sources> لا يجيب.} other {<sources>{n, number} من {of, number} مصادر</sources> لا تجيب.}}',
  'landing.portal.up':
    '{n, plural, one {<sources>المصدر الوحيد</sources> يجيب.} =2 {<sources>كلا المصدرين</sources> يجيب.} other {<sources>كل المصادر ({n, number})</sources> تجيب.}}',
  'landing.portal.critical':
    '<alerts>{n, plural, =0 {لا شيء حرجًا مشتعل} one {تنبيه حرج واحد مشتعل} two {تنبيهان حرجان مشتعلان} few {# تنبيهات حرجة مشتعلة} many {# تنبيهًا حرجًا مشتعلًا} other {# تنبيه حرج مشتعل}}</alerts>.',

  // highlights
  'landing.highlight.by': '{way, select, less {أقل بـ} other {أكثر بـ}}{by, number}',
  'landing.highlight.share': '{way, select, less {أقل بـ} other {أكثر بـ}}{percent, number}٪',
  'landing.highlight.of': '{n, number} من {of, number}',
  'landing.highlight.sooner': '{way, select, less {أسرع} other {أبطأ}} بـ{percent, number}٪',
  'landing.highlight.points': '{way, select, less {أقل} other {أكثر}} بمقدار {by, number} نقطة',
  'landing.highlight.hours': '{way, select, less {أقل} other {أكثر}} بمقدار {by, number} س',
  'landing.highlight.timeToAcknowledge': 'زمن الاستلام: {lasts}، وكان {lasted} في الأسبوع السابق',
  'landing.highlight.timeToResolve': 'زمن الحل: {lasts}، وكان {lasted} في الأسبوع السابق',
  'landing.highlight.ticketTime': 'زمن حل التذاكر: {lasts}، وكان {lasted} في الأسبوع السابق',
  'landing.highlight.changeSuccess': 'نجاح التغييرات: {now, number} %، وكان {before, number} % في الأسبوع السابق',
  'landing.highlight.automationSuccess': 'نجاح الأتمتة: {now, number} %، وكان {before, number} % في الأسبوع السابق',
  'landing.highlight.slaBreached': 'خرق اتفاقية الخدمة: {now, number} %، وكان {before, number} % في الأسبوع السابق',
  'landing.highlight.hoursSaved': 'ما وفّرته الأتمتة: {now, number} س، وكان {before, number} س في الأسبوع السابق',
  'landing.highlight.alerts': 'التنبيهات في 24 ساعة عن اليوم نفسه من الأسبوع الماضي',
  'landing.highlight.critical': 'التنبيهات الحرجة في 24 ساعة عن اليوم نفسه من الأسبوع الماضي',
  'landing.highlight.incidents': 'الحوادث في 7 أيام عن السبعة قبلها',
  'landing.highlight.changes': 'التغييرات في 7 أيام عن السبعة قبلها',
  'landing.highlight.runs': 'عمليات الأتمتة في 24 ساعة عن اليوم نفسه من الأسبوع الماضي',
  'landing.highlight.tickets': 'التذاكر في 7 أيام عن السبعة قبلها',
  'landing.highlight.succeeded': 'من عمليات الأتمتة في آخر 24 ساعة نجحت',
} as const satisfies Chapter<'home'>
