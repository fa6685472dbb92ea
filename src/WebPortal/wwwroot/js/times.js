// Says the instants of a page in the reader's own time: some as "3 hours ago" with the exact one in the title, some exactly.
const units = [
  ['year', 31536000], ['month', 2592000], ['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' });

function words(seconds) {
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.trunc(seconds / length), unit);
    }
  }
  return seconds > 0 ? 'in a moment' : 'just now';
}

function show() {
  for (const element of document.querySelectorAll('time[data-relative]')) {
    const at = new Date(element.dateTime);
    element.textContent = words((at - Date.now()) / 1000);
    element.title = exact.format(at);
  }
}

for (const element of document.querySelectorAll('time[data-exact]')) {
  element.textContent = short.format(new Date(element.dateTime));
}

show();
setInterval(show, 30000);
