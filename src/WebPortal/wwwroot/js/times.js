// Turns the instants of a page into "3 hours ago" and keeps the exact one, in the reader's own time, in the title.
const units = [
  ['year', 31536000], ['month', 2592000], ['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
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

show();
setInterval(show, 30000);
