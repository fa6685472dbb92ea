// Says the instants of a page in the reader's own time: some as "3 hours ago" with the exact one in the title, some exactly.
const units = [
  ['year', 31536000], ['month', 2592000], ['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60],
];
const { sayNow, saySoon } = document.body.dataset;
const language = document.documentElement.lang;
const dates = language === 'en' ? 'en-GB' : language;
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const short = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(dates, { dateStyle: 'long', timeStyle: 'long' });

function words(seconds) {
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.trunc(seconds / length), unit);
    }
  }
  return seconds > 0 ? saySoon : sayNow;
}

function show() {
  for (const element of document.querySelectorAll('time[data-relative]')) {
    const at = new Date(element.dateTime);
    element.textContent = words((at - Date.now()) / 1000);
    element.title = exact.format(at);
  }
}

function showExact() {
  for (const element of document.querySelectorAll('time[data-exact]')) {
    const at = new Date(element.dateTime);
    element.textContent = short.format(at);
    element.title = exact.format(at);
  }
}

// A part of a page may be renewed later.
document.addEventListener('part-shown', () => { show(); showExact(); });
showExact();
show();
setInterval(show, 30000);
