import type { ProfileRow, ProfileText, ProspectShape } from '../shapes';

export type Step = ProspectShape['step'];
export type Stage = ProfileRow['stage'];

/** The way of a text, one stage after the other. */
export const TRACK = [
  'drafted',
  'examined',
  'backtested',
  'shadow',
  'proposed',
  'live',
] as const satisfies Stage[];

/** Steps that say why. */
export const WITH_REASON: readonly Step[] = ['return', 'retirement'];

/** Steps that lead away from counting. */
export const BACK: readonly Step[] = ['return', 'retirement', 'retire'];

/** Why a step is refused, as the catalogues name it. */
export function refusalKey(step: Step, refusal: string): string {
  const end = refusal === 'four-eyes' && step === 'retire';
  return `${refusal.replaceAll('-', '_')}${end ? '_end' : ''}`;
}

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether everything is written that a profile must say; whether it is right, the node says. */
export function isComplete(text: ProfileText): boolean {
  const said = [text.expression, text.source, text.ends];
  const texts = [...Object.values(text.title), ...Object.values(text.text)];
  return CODE.test(text.code) && Number.isFinite(text.weight) && [...said, ...texts].every((one) => one.trim());
}
