// Where rows can be chosen: a box that chooses all of the page, and how many are chosen. Without script the boxes and buttons work as they stand.
for (const form of document.querySelectorAll('form[data-choose]')) {
  const boxes = [...form.querySelectorAll('input[name="id"]')];
  const count = form.querySelector('[data-chosen]');
  const all = document.createElement('input');
  const label = document.createElement('label');
  all.type = 'checkbox';
  label.className = 'choose-all';
  label.append(all, form.dataset.sayAll);

  const show = () => {
    const chosen = boxes.filter(box => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = chosen === 0 ? form.dataset.sayNone : form.dataset.saySome.replace('{0}', chosen);
  };

  all.addEventListener('change', () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    show();
  });
  form.addEventListener('change', show);
  form.addEventListener('submit', event => {
    if (!boxes.some(box => box.checked)) {
      event.preventDefault();
      boxes[0].focus();
    }
  });
  count.before(label);
  show();
}
