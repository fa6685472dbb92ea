// While the first reading goes on there is nothing to look at, so the page looks again by itself.
if (document.querySelector('[data-still-reading]')) {
  setTimeout(() => location.reload(), 1500);
}
