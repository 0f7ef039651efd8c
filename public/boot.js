// Before the first paint: theme, contrast, density and language as chosen on this device, so that nothing flashes.
;(function () {
  var root = document.documentElement
  var read = function (name) {
    try {
      return localStorage.getItem('homeport.' + name)
    } catch {
      return null
    }
  }
  var wants = function (query) {
    return matchMedia(query).matches
  }
  var scheme = read('scheme')
  root.dataset.mantineColorScheme = scheme === 'light' || scheme === 'dark' ? scheme : wants('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  if (read('contrast') === 'more' || wants('(prefers-contrast: more)')) root.dataset.contrast = 'more'
  if (read('density') === 'compact') root.dataset.density = 'compact'
  var language = read('language')
  if (language) {
    root.lang = language
    root.dir = language.slice(0, 2) === 'ar' ? 'rtl' : 'ltr'
  }
})()
