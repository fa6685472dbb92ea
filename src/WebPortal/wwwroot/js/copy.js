// Puts a button behind every value that is meant to be copied. The page brings the words in its own language.
const { sayCopy, sayCopied, saySelected } = document.body.dataset;

function addButtons() {
  for (const value of document.querySelectorAll('[data-copy]:not([data-copying])')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.setAttribute('aria-live', 'polite');
    button.textContent = sayCopy;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(value.textContent);
        button.textContent = sayCopied;
      } catch {
        getSelection().selectAllChildren(value);
        button.textContent = saySelected;
      }
      setTimeout(() => { button.textContent = sayCopy; }, 2500);
    });
    value.dataset.copying = '';
    value.after(button);
  }
}

document.addEventListener('part-shown', addButtons);
addButtons();
