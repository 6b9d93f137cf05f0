/** How long somebody looks: the time that the page is to be seen. */
export class Stopwatch {
  private spent = 0;
  private since: number | null = null;
  private readonly turned = (): void => (document.hidden ? this.pause() : this.start());

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Begin to count, now and whenever the page comes back to sight. */
  begin(): () => void {
    document.addEventListener('visibilitychange', this.turned);
    if (!document.hidden) this.start();
    return () => {
      document.removeEventListener('visibilitychange', this.turned);
      this.pause();
    };
  }

  get seconds(): number {
    return (this.spent + (this.since === null ? 0 : this.now() - this.since)) / 1000;
  }

  /** Count from nothing again. */
  restart(): void {
    this.spent = 0;
    if (this.since !== null) this.since = this.now();
  }

  private start(): void {
    this.since ??= this.now();
  }

  private pause(): void {
    if (this.since !== null) this.spent += this.now() - this.since;
    this.since = null;
  }
}
