import type { FlowVerdict } from '../shapes';

export const EXPLANATIONS = ['deterrence', 'displacement', 'upstream', 'evasion'] as const;
export type Explanation = (typeof EXPLANATIONS)[number] & keyof FlowVerdict['prior'];

const PAUSE = 700;

/** Ask until there is an answer; what the node computes aside takes seconds. */
export async function settled<T>(ask: () => Promise<T | null>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const found = await ask();
    signal.throwIfAborted();
    if (found !== null) return found;
    await new Promise((done) => setTimeout(done, PAUSE));
    signal.throwIfAborted();
  }
}
