/** What a person puts into a draw: a value that stays here, and its seal that goes to the node. */

const KEPT = 'quaywatch.draw.';

/** 32 hexadecimal digits that nobody can guess. */
export function freshValue(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return hexadecimal(bytes);
}

/** Whether this browser can make a seal: it does so on HTTPS and on this machine only. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

/** The seal of a value for a draw; the value itself is not sent. */
export async function sealOf(name: string, value: string): Promise<string> {
  const text = new TextEncoder().encode(`quaywatch contribution\n${name}\n${value}`);
  return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}

/** Remember a value in this browser until it is opened. */
export function keep(name: string, value: string): void {
  localStorage.setItem(KEPT + name, value);
}

/** The value that this browser remembers, empty if it does not. */
export function kept(name: string): string {
  return localStorage.getItem(KEPT + name) ?? '';
}

export function forget(name: string): void {
  localStorage.removeItem(KEPT + name);
}

/** The day after one written as 2026-03-02. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

function hexadecimal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
