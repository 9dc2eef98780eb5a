/**
 * What the waking page does beyond being read: it asks every two seconds how far it is, and goes on when it is awake.
 * Asleep again (somebody stopped it) it offers the button and asks no more: to load anew would be a visit, and wake it.
 */
export const SCRIPT = `
(() => {
  const page = document.documentElement.dataset;
  const byId = (id) => document.getElementById(id);
  const goOn = () => (page.next ? location.replace(page.next) : location.reload());
  // A text that stays is left alone: setting it again would have it read out again.
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const show = ({ name, status, detail }) => {
    const item = document.querySelector('li[data-name="' + name + '"]');
    if (!item) return;
    item.dataset.status = status;
    write(item.children[1], byId('steps').dataset[status]);
    write(item.children[2], detail ? 'RDS: ' + detail : '');
  };
  const ask = async () => {
    try {
      const answer = await fetch('/_staging/condition', { cache: 'no-store' });
      const { condition, progress } = await answer.json();
      if (condition === 'awake') return goOn();
      if (condition !== 'waking') {
        byId('waking').hidden = true;
        byId('fallen').hidden = false;
        write(document.querySelector('h1'), byId('fallen').dataset.title);
        return;
      }
      progress.forEach(show);
      byId('progress').hidden = progress.length === 0;
    } catch {}
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 2000);
})();
`;
