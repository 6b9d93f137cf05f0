import type { Session } from './shapes';

/** Who sits here, on which node, and what time it is there. */
class SessionState {
  current = $state.raw<Session | null>(null);
  /** The node's clock, in milliseconds since 1970; it ticks twice a minute. */
  now = $state(Date.now());
  #ahead = 0;

  constructor() {
    setInterval(() => (this.now = Date.now() + this.#ahead), 30_000);
  }

  open(session: Session): void {
    this.#ahead = Date.parse(session.now) - Date.now();
    this.now = Date.parse(session.now);
    this.current = session;
  }

  /** The node no longer knows us: back to the sign-in form, at the same address. */
  expire(): void {
    if (this.current) this.current = { ...this.current, user: null };
  }

  get user() {
    return this.current?.user ?? null;
  }
}

export const session = new SessionState();
