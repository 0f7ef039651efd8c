import type { Chapter } from '../chapter.ts'

export const server = {
  // the terminal, where the server starts
  'cli.ready': 'Homeport على {address}',
  'cli.noApp': 'التطبيق غير مبني، لذا تجيب الواجهة البرمجية فقط. ابنِه بالأمر: npm run build',
  'cli.stopped': 'توقف Homeport',
  'cli.problems': 'لم يبدأ Homeport. يحتاج {file} إلى إصلاح:',
  'cli.mend': 'يحتاج {file} إلى إصلاح:',
  'cli.environment': 'البيئة',
  'cli.problem': '  {path}: {detail}',
  'cli.example': '    مثلًا {example}',
  'cli.host':
    'لا يستمع Homeport على {host} إلا خلف وكيل يتحدث https: ضع عنوانه https في publicUrl وشبكته في trustedProxies داخل {file}، أو احذف HOST للبقاء على هذا الجهاز.',
  'cli.taken': 'المنفذ {port} يستخدمه برنامج آخر. اختر غيره بالخيار --port',
  'cli.failed': 'لم يبدأ Homeport: {detail}',
  'cli.wrongKey': 'المفتاح الرئيسي ليس الذي خُتمت به هذه البيانات. ضع المفتاح القديم في سطر ثانٍ من ملفه، أو استعده من نسخة احتياطية.',
  'cli.checked': '{file} سليم',

  // pages of the server itself, on the way in
  'way.again': 'المحاولة مجددًا',
  'way.home': 'إلى صفحة تسجيل الدخول',
  'way.noRole': 'لا دور لك بعد',
  'way.noRoleWhy': 'سجّلت الدخول لدى {provider}، لكن لا شيء مما يقوله عنك يمنحك دورًا في Homeport.',
  'way.claimSeen': '{claim}: {values}',
  'way.claimMissing': '{claim}: لم يُرسل',
  'way.noRoleFix': 'يستطيع من يدير Homeport ربط إحدى هذه القيم بدور.',
  'way.tooMany': 'أنت في مجموعات كثيرة لدرجة أن {provider} لم يرسلها.',
  'way.tooManyFix': 'يستطيع من يدير {provider} إرسال أدوار التطبيق بدلًا منها، أو المجموعات المخصصة لـ Homeport فقط.',
  'way.denied': 'لم يتم تسجيل الدخول',
  'way.deniedWhy': 'لم يسجّل {provider} دخولك.',
  'way.stale': 'انتهت محاولة الدخول هذه',
  'way.staleWhy': 'استغرقت أكثر من عشر دقائق، أو استُخدمت من قبل، أو بدأت في متصفح آخر.',
  'way.unsound': 'لم يتم تسجيل الدخول',
  'way.unsoundWhy': 'لم يجتز جواب {provider} الفحوص.',
  'way.away': 'لم يتم تسجيل الدخول',
  'way.awayWhy': 'لا يجيب {provider}.',
  'way.closed': 'لا دخول',
  'way.closedWhy': 'يعرفك {provider}، لكن حسابك في Homeport مغلق.',
  'way.nowhere': 'لا شيء هنا',
  'way.nowhereWhy': 'لا يؤدي هذا العنوان إلى أي طريق للدخول.',
} as const satisfies Chapter<'server'>
