import type { Chapter } from '../chapter.ts'

export const states = {
  // status marks
  'mark.critical': 'حرج',
  'mark.warning': 'تحذير',
  'mark.info': 'معلومة',
  'mark.ok': 'سليم',
  'mark.maintenance': 'صيانة',
  'mark.unknown': 'غير معروف',

  // severities
  'severity.critical': 'حرج',
  'severity.high': 'عالٍ',
  'severity.warning': 'تحذير',
  'severity.info': 'معلومة',
  'severity.low': 'منخفض',

  // units of time, as short as the language allows
  'unit.day': 'ي',
  'unit.hour': 'س',
  'unit.minute': 'د',
  'unit.second': 'ث',

  // faults
  'fault.invalid': 'هذا غير صالح{detail, select, none {} other {: {detail}}}.',
  'fault.unauthenticated': 'سجّل الدخول أولًا.',
  'fault.forbidden': 'لا يمكنك فعل هذا.',
  'fault.reauthenticate': 'سجّل الدخول مجددًا للقيام بذلك.',
  'fault.not_found': 'هذا لم يعد موجودًا.',
  'fault.method_not_allowed': 'هذا العنوان لا يقبل هذا النوع من الطلبات.',
  'fault.exists': 'يوجد شيء بهذا المعرّف.',
  'fault.stale': 'حفظ شخص آخر نسخة أحدث في الأثناء.',
  'fault.held': 'جهاز آخر يعمل على هذا الآن.',
  'fault.too_large': 'هذا أكبر من اللازم.',
  'fault.unsupported_media': 'هذا العنوان لا يقرأ هذا النوع من المحتوى.',
  'fault.key_reused': 'أُرسل الطلب نفسه من قبل بمحتوى آخر.',
  'fault.precondition_required': 'لا يقول الطلب أي نسخة يغيّر.',
  'fault.too_many': 'طلبات كثيرة جدًا. انتظر لحظة.',
  'fault.internal': 'أخطأ Homeport. الخطأ في سجل الخادم.',
  'fault.unavailable': 'لا يستطيع Homeport الإجابة الآن.',
  'fault.storage_full': 'القرص ممتلئ. لم يضع شيء، لكن لا يمكن حفظ جديد.',
  'fault.source_unsupported': 'لا يستطيع هذا المصدر الإجابة عن ذلك.',
  'fault.source_query': 'لا يفهم المصدر الاستعلام.',
  'fault.source_down': 'المصدر لا يجيب.',
  'fault.source_refused': 'يرفض Homeport الاتصال بهذا العنوان.',
  'fault.source_invalid': 'أجاب المصدر بما لا يُقرأ.',
  'fault.source_too_large': 'الجواب أكبر مما يقرؤه Homeport.',
  'fault.source_busy': 'يُمنح المصدر راحة بعد إخفاقات.',
  'fault.source_timeout': 'استغرق المصدر وقتًا طويلًا.',
} as const satisfies Chapter<'frame'>
