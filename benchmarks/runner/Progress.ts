// How far a run is, and how long it still takes: steps that cost about the same, by the time that those behind us took.

export class Progress {
  readonly #steps: number;
  readonly #now: () => number;
  readonly #start: number;
  /** Steps behind us. */
  done = 0;

  constructor(steps: number, now: () => number = () => performance.now()) {
    this.#steps = steps;
    this.#now = now;
    this.#start = now();
  }

  step(): void {
    this.done++;
  }

  /** `34 %, about 2 min left`; without the time before there is anything to judge by. */
  toString(): string {
    const part = Math.min(1, this.done / this.#steps);
    const percent = `${Math.floor(part * 100)} %`;
    if (part < 0.02 || part === 1) return percent;
    const leftMs = ((this.#now() - this.#start) / part) * (1 - part);
    return `${percent}, about ${duration(leftMs)} left`;
  }
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
