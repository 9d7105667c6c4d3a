// What was looked at, and what was wrong with it: one line a check. Lines of one report stay together when several run at once.

/** Counts over all reports. */
export const total = { passed: 0, failed: 0 };

export const unless = (held, wrong) => (held ? '' : wrong);
export const some = (list, most = 4) => [...new Set(list)].slice(0, most).join('; ') + (list.length > most ? ' …' : '');
export const first = (error) => String(error?.message ?? error).split('\n')[0];

/** Seconds since a moment, in words. */
export const since = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** Lines of one thing looked at, kept until `end`. */
export class Report {
  constructor(name) {
    this.name = name;
    this.lines = [];
    this.began = Date.now();
  }

  /** Whether nothing is wrong: `wrong` says what is. */
  check(what, wrong) {
    if (wrong) total.failed += 1;
    else total.passed += 1;
    this.lines.push(`${wrong ? 'FAIL' : 'ok  '} ${this.name}: ${what}${wrong ? `: ${wrong}` : ''}`);
    return !wrong;
  }

  /** A check that may end early, or take longer than allowed: what it throws is what is wrong. */
  async attempt(what, run, seconds = 60) {
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`took longer than ${seconds} s`)), seconds * 1000);
    });
    try {
      return this.check(what, await Promise.race([run(), late]));
    } catch (error) {
      return this.check(what, first(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Something to know that is neither right nor wrong. */
  note(text) {
    this.lines.push(`     ${this.name}: ${text}`);
  }

  end() {
    if (this.lines.length === 0) return;
    this.note(since(this.began));
    console.log(this.lines.join('\n'));
    this.lines = [];
  }
}
