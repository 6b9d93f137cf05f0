import type { LintShape } from '../shapes';

export type Mark = 'error' | 'warning' | 'info';

/** A stretch of the text with the gravest mark on it. */
export interface Segment {
  text: string;
  mark: Mark | null;
  /** Character at which it begins. */
  at: number;
}

const WORD = /^(?:[\w.]+|"[^"]*"?|\s*\S)/;

/** Cut a text where marks begin and end; a mark covers the word at its place. */
export function segments(text: string, errorAt: number | null, notices: readonly LintShape[]): Segment[] {
  const marks = new Map<number, Mark>();
  const heaviest: Mark[] = ['info', 'warning', 'error'];
  for (const { at, severity } of notices) {
    if (at === null) continue;
    const known = marks.get(at);
    if (!known || heaviest.indexOf(severity) > heaviest.indexOf(known)) marks.set(at, severity);
  }
  if (errorAt !== null) marks.set(errorAt, 'error');
  const found: Segment[] = [];
  let done = 0;
  for (const [at, mark] of [...marks].sort(([one], [other]) => one - other)) {
    if (at < done || at > text.length) continue;
    if (at > done) found.push({ text: text.slice(done, at), mark: null, at: done });
    // At the end nothing is left to underline: a space stands for what is missing.
    const word = WORD.exec(text.slice(at))?.[0] ?? ' ';
    found.push({ text: word, mark, at });
    done = Math.min(at + word.length, text.length);
  }
  if (done < text.length) found.push({ text: text.slice(done), mark: null, at: done });
  return found;
}

/** Line and column, from 1, of a character. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
