// Finding without leaving the keys: results follow the typing, arrows go through them. Without script the same forms and links do the same.
const results = document.querySelector('[data-results]');
if (results) {
  const form = document.querySelector('form[data-find]');
  const field = form?.querySelector('input[type="search"]');
  const say = document.querySelector('[data-say]');
  const dialog = document.querySelector('dialog.keys');
  let asking = null;
  let waiting = 0;

  const rows = () => [...results.querySelectorAll('.repository')];
  const rowOf = element => element?.closest?.('.repository') ?? null;
  const linkOf = row => row?.querySelector('h2 a');

  async function show(address, keepPlace) {
    asking?.abort();
    asking = new AbortController();
    const url = new URL(address, location.href);
    url.searchParams.set('part', 'results');
    const place = keepPlace && results.contains(document.activeElement) ? linkOf(rowOf(document.activeElement))?.getAttribute('href') : null;
    const filtersAreOpen = results.querySelector('.facets')?.open;
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { Accept: 'text/html' }, redirect: 'error' });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      results.innerHTML = await answer.text();
    } catch (fault) {
      if (fault.name !== 'AbortError' && !keepPlace) {
        location.assign(address);
      }
      return;
    }
    const filters = results.querySelector('.facets');
    if (filters && filtersAreOpen) {
      filters.open = true;
    }
    if (place) {
      linkOf(rows().find(row => linkOf(row)?.getAttribute('href') === place))?.focus();
    }
    document.dispatchEvent(new CustomEvent('part-shown'));
    if (!keepPlace) {
      // A status that comes with new markup is not read out; one that was there before is.
      say.textContent = (results.querySelector('.count') ?? results.querySelector('.empty h2'))?.textContent ?? '';
    }
  }

  function search() {
    clearTimeout(waiting);
    const fields = new URLSearchParams(new FormData(form));
    if (!field.value.trim()) {
      fields.delete('query');
    }
    const address = form.action.split('?')[0] + (fields.size ? `?${fields}` : '');
    history.replaceState(null, '', address);
    show(address, false);
  }

  form?.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form?.addEventListener('submit', event => {
    event.preventDefault();
    search();
  });
  document.addEventListener('catalog-changed', () => show(location.href, true));

  async function toggle(button) {
    const marks = document.getElementById('marks');
    const body = new URLSearchParams(new FormData(marks));
    body.set('mark', button.value);
    const isOn = button.value.startsWith('+');
    try {
      const answer = await fetch(marks.action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      button.value = (isOn ? '-' : '+') + button.value.slice(1);
      button.setAttribute('aria-pressed', String(isOn));
      say.textContent = isOn ? say.dataset.starOn : say.dataset.starOff;
    } catch {
      say.textContent = say.dataset.starFailed;
    }
  }

  results.addEventListener('click', event => {
    const button = event.target.closest('.star');
    if (button) {
      event.preventDefault();
      toggle(button);
    }
  });

  async function copy(row, address) {
    if (address) {
      try {
        await navigator.clipboard.writeText(address);
        say.textContent = say.dataset.copied.replace('{0}', address);
        row.classList.add('copied');
        setTimeout(() => row.classList.remove('copied'), 1200);
      } catch {
        const details = row.querySelector('.clone');
        details.open = true;
        details.querySelector('summary').focus();
      }
    }
  }

  function move(by) {
    const all = rows();
    const now = all.indexOf(rowOf(document.activeElement));
    const next = now < 0 ? (by > 0 ? 0 : -1) : now + by;
    if (next < 0) {
      field?.focus();
    } else {
      linkOf(all[Math.min(next, all.length - 1)])?.focus();
    }
  }

  function help() {
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  document.querySelector('[data-keys]')?.addEventListener('click', event => {
    event.preventDefault();
    help();
  });

  // Single keys must be possible to switch off (WCAG 2.1.4): whoever speaks to the machine types them unawares.
  const keysSwitch = document.querySelector('[data-keys-switch]');
  const everywhere = ['/', '?', 'j', 'k'];
  if (keysSwitch) {
    keysSwitch.checked = localStorage.getItem('keys') !== 'off';
    keysSwitch.addEventListener('change', () => localStorage.setItem('keys', keysSwitch.checked ? 'on' : 'off'));
  }

  const isTyping = element => element.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]');

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog?.open) {
      return;
    }
    const row = rowOf(document.activeElement);
    if (document.activeElement === field) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        move(1);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        field.value = '';
        search();
      }
      return;
    }
    if (isTyping(document.activeElement) || (everywhere.includes(event.key) && keysSwitch?.checked === false)) {
      return;
    }
    const act = {
      '/': () => { field?.focus(); field?.select(); },
      '?': help,
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: row && (() => move(1)),
      ArrowUp: row && (() => move(-1)),
      c: row && (() => copy(row, row.dataset.https)),
      C: row && (() => copy(row, row.dataset.ssh)),
      s: row && (() => toggle(row.querySelector('.star'))),
      Escape: row && (() => field?.focus()),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
