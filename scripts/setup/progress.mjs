/** One line when a step ends, and a sign of life every 20 s for those that take long. */
export class Progress {
  #open = new Map();
  #timer = setInterval(() => this.#heartbeat(), 20_000);

  async track(title, work) {
    const began = performance.now();
    this.#open.set(title, { began, doing: '' });
    const say = (doing) => {
      this.#open.get(title).doing = doing;
      this.#line('…', title, doing, 0);
    };
    try {
      const text = await work(say);
      this.#line('✓', title, text, performance.now() - began);
    } catch (error) {
      if (!error?.follows) this.#line('✗', title, 'failed', performance.now() - began);
      throw error;
    } finally {
      this.#open.delete(title);
    }
  }

  end() {
    clearInterval(this.#timer);
  }

  #heartbeat() {
    for (const [title, { began, doing }] of this.#open) this.#line('…', title, doing, performance.now() - began);
  }

  #line(mark, title, text, ms) {
    const time = ms >= 500 ? `  (${(ms / 1000).toFixed(1)} s)` : '';
    process.stderr.write(`  ${mark} ${title.padEnd(22)} ${text ?? ''}${time}\n`);
  }
}
