// While Bitbucket is being read the page follows: it counts along, and tells whoever shows results that there are newer ones.
// Nothing here is needed: without script the same page is renewed by loading it again.
// data-reading says what is awaited: "first" (nothing to look at yet), "news" (there is a list), "run" (something that tells nothing by itself), or "over".
const reloadAfter = 1500;
const isFirst = document.querySelector('[data-reading="first"]') !== null;

if (isFirst || document.querySelector('[data-reading="news"]')) {
  follow();
} else if (document.querySelector('[data-reading="run"]')) {
  reload();
}

function follow() {
  const events = new EventSource('/events/repositories');
  let last = '';
  events.addEventListener('progress', event => {
    const progress = JSON.parse(event.data);
    count(progress);
    const now = `${progress.workspacesRead}/${progress.repositoriesRead}/${progress.isBeingRead}`;
    if (!progress.isBeingRead) {
      events.close();
    }

    if (now !== last && (last !== '' || !progress.isBeingRead || isFirst)) {
      tell(progress);
    }

    last = now;
  });
  events.addEventListener('error', () => {
    // The browser tries again by itself unless the answer was a refusal; then the page looks once more, later.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => tell({ repositoriesRead: 0, isBeingRead: false }), 5000);
    }
  });
  addEventListener('pagehide', () => events.close());
}

function count(progress) {
  for (const element of document.querySelectorAll('[data-progress]')) {
    // The words stand in the page, in its language; only the numbers are new.
    const words = element.dataset.progress || '{0}/{1}';
    const numbers = [progress.workspacesRead, progress.workspacesTotal, progress.repositoriesRead]
      .map(number => number.toLocaleString(document.documentElement.lang || undefined));
    element.textContent = words.replace(/\{(\d)\}/g, (all, index) => numbers[index] ?? all);
  }
}

function tell(progress) {
  if (!isFirst) {
    document.dispatchEvent(new CustomEvent('catalog-changed', { detail: progress }));
  } else if (progress.repositoriesRead > 0 || !progress.isBeingRead) {
    // There was nothing to look at; now there is a whole page.
    reload();
  }
}

// Never more often than this, whatever the page and the events say.
function reload() {
  setTimeout(() => location.reload(), Math.max(0, reloadAfter - performance.now()));
}
