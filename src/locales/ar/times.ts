import type { Chapter } from '../chapter.ts'

export const times = {
  'times.lead':
    '{total} من السؤال حتى العرض: {rows, plural, zero {لا صفوف} one {صف واحد} two {صفان} few {# صفوف} many {# صفًا} other {# صف}}، {columns, plural, zero {لا أعمدة} one {عمود واحد} two {عمودان} few {# أعمدة} many {# عمودًا} other {# عمود}}',
  'times.part.queue': 'خلف عناصر أخرى في هذه الصفحة',
  'times.part.network': 'على الشبكة',
  'times.part.server': 'داخل Homeport',
  'times.part.wait': 'انتظار مكان لدى {source}',
  'times.part.prepare': 'قراءة الجواب وتحضيره',
  'times.part.draw': 'الرسم، مع ما رُسم في الوقت نفسه',
  'times.quick': 'هذا سريع، ولا شيء يُكسب هنا.',
  'times.advice.queue': 'تسأل الصفحة عن أشياء كثيرة دفعة واحدة، فاضطر هذا العنصر إلى الانتظار. العناصر في قسم مطوي لا تسأل عن شيء حتى يُفتح.',
  'times.advice.network': 'الطريق بين هذا الجهاز وHomeport بطيء، أو الجواب كبير. المدى الأقصر أو الأعمدة الأقل تصل أسرع.',
  'times.advice.server': 'كان Homeport نفسه مشغولًا. حمله معروض في صفحة صحته.',
  'times.advice.wait': 'كثيرون يسألون {source} في الوقت نفسه. التحديث على فترات أطول يفيد الجميع.',
  'times.advice.source': 'احتاج {source} إلى هذا الوقت. يفيد مدى أقصر أو اختيار أضيق أو قيمة يحسبها مسبقًا.',
  'times.advice.prepare': 'هناك خلايا كثيرة. اطلب صفوفًا أقل، أو اترك التجميع للمصدر.',
  'times.advice.draw': 'هناك الكثير لرسمه. الرقم أو الجدول أسرع من مخطط أو رسم شبكي كبير.',
  'times.stale': 'لم يجب {source} هذه المرة. المعروض هو آخر جواب جيد منه، والأزمنة هي أزمنة المحاولة الفاشلة.',
  'times.asked': 'ما الذي سُئل عنه',
} as const satisfies Chapter<'times'>
