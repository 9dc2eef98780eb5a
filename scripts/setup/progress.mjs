/** One line when a step ends, and a sign of life every 20 s for those that take long. */
export class Progress {
  #open = new Map();
  #timer = setInterval(() => this.#heartbeat(), 20_000);

  /** Says what is there already. */
  found(title, text) {
    this.#line('✓', title, text, 0);
  }

  /** Says what cannot be found or made; why follows at the end. */
  failed(title, ms = 0) {
    this.#line('✗', title, 'failed', ms);
  }

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
      this.failed(title, performance.now() - began);
      throw error;
    } finally {
      this.#open.delete(title);
    }
  }

  /** After it nothing is said any more: what is abandoned fails too. */
  end() {
    clearInterval(this.#timer);
    this.#line = () => undefined;
  }

  #heartbeat() {
    for (const [title, { began, doing }] of this.#open) this.#line('…', title, doing, performance.now() - began);
  }

  #line = (mark, title, text, ms) => {
    const time = ms >= 500 ? `  (${(ms / 1000).toFixed(1)} s)` : '';
    process.stderr.write(`  ${mark} ${title.padEnd(22)} ${text ?? ''}${time}\n`);
  };
}
