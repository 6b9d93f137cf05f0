import type { NormPlace, NormQuestion } from '../shapes';
import type { Said } from './drafts';

/** What can be said of a requirement, in the order of the keys. */
export const CHOICES = [0, 1, 2, 3, 4, 'not_applicable', 'unknown'] as const;
export type Choice = (typeof CHOICES)[number];
export const CHOICE_KEYS: Record<string, Choice> = {
  0: 0,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  x: 'not_applicable',
  u: 'unknown',
};

/** An answer that is being written: what it says may still be open. */
export type Writing = Omit<Said, 'said'> & { said: Said['said'] | null };

/** What is written of a question when it is opened: a draft, else what the node has, else nothing. */
export function opened(question: NormQuestion, draft?: Said): Writing {
  if (draft) return { ...draft };
  const { answer, requirement } = question;
  return {
    requirement: requirement.id,
    said: answer?.said ?? null,
    evidence: [...(answer?.evidence ?? [])],
    note: answer?.note ?? '',
    gap_owner: answer?.gap.owner ?? '',
    gap_until: answer?.gap.until ?? null,
    gap_eur: answer?.gap.eur ?? null,
  };
}

/** Say again what an earlier assessment said; evidence is shown anew. */
export const again = (writing: Writing, before: NormPlace): Writing => ({
  ...writing,
  said: before.said as Said['said'] | null,
  note: before.note,
  gap_owner: before.gap?.owner ?? '',
  gap_until: before.gap?.until ?? null,
  gap_eur: before.gap?.eur ?? null,
});

/** Whether it can be sent: something is said, and what does not apply says why. */
export const isWhole = (writing: Writing): writing is Said =>
  writing.said !== null && (writing.said !== 'not_applicable' || writing.note.trim() !== '');

/** The next question after `at` that nobody has answered, round the end; -1 when all are. */
export function nextOpen(answered: boolean[], at: number): number {
  const order = answered.map((_, i) => (at + 1 + i) % answered.length);
  return order.find((i) => !answered[i]) ?? -1;
}
