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

  // Where a session came with the request for the page, the questions of the first screen need not wait for the app's code:
  // src/web/api/asked-ahead.ts takes the answers from here, each once.
  if (root.dataset.session !== 'yes') return
  var asked = (window.homeportAsked = new Map())
  var ask = function (address) {
    var reply = fetch(address, { credentials: 'same-origin', headers: { accept: 'application/json' } })
    asked.set(address, reply)
    return reply
  }
  // Whatever goes wrong here is met again, and told about, where the app asks.
  var later = function () {}
  var askDashboard = function (id) {
    ask('/api/dashboards/' + encodeURIComponent(id)).catch(later)
    ask('/api/dashboards/' + encodeURIComponent(id) + '/layer').catch(later)
  }
  var place = /^\/(?:d\/([\w-]+))?$/.exec(location.pathname)
  if (!place) return
  ask('/api/me').catch(later)
  if (place[1]) return askDashboard(place[1])
  var known = read('landing')
  if (known) askDashboard(known)
  ask('/api/landing?zone=' + encodeURIComponent(read('zone') || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'))
    .then(function (reply) {
      return reply.ok && reply.clone().json()
    })
    .then(function (landing) {
      if (landing && landing.dashboard && landing.dashboard !== known) askDashboard(landing.dashboard)
    })
    .catch(later)
})()
