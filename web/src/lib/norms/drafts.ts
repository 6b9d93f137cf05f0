import { ApiError } from '../client';
import type { NormAnswerBody, NormAssessment } from '../shapes';

export type Said = Omit<NormAnswerBody, 'version'>;

/** An answer that was given here and is not yet known to be on the node. */
export interface Draft {
  /** The version of the question as it was seen when the answer was begun. */
  version: number;
  answer: Said;
  /** Somebody else answered meanwhile: both are shown, and one of them is chosen. */
  clash: boolean;
  /** Why the node does not take it; empty while it may. */
  refused: string;
}

type Kept = Record<string, Draft>;
type Send = (body: NormAnswerBody) => Promise<NormAssessment>;

const AWAY: readonly number[] = [0, 401, 502, 503, 504];

/**
 * Answers on their way to the node, kept in the browser until they are there: a lost line, a closed
 * window or a session that ended loses none of them.
 */
export class Drafts {
  away = false;
  #kept: Kept;
  #sending = false;

  constructor(
    private readonly name: string,
    private readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    private readonly send: Send,
    /** Called after every change; with the form as the node has it, where it answered. */
    private readonly changed: (form?: NormAssessment) => void,
  ) {
    this.#kept = read(store.getItem(name));
  }

  of(requirement: string): Draft | undefined {
    return this.#kept[requirement];
  }

  /** How many answers are not known to be on the node. */
  get waiting(): number {
    return Object.keys(this.#kept).length;
  }

  get clashes(): string[] {
    return Object.keys(this.#kept).filter((name) => this.#kept[name]?.clash);
  }

  /** Keep an answer; a later one to the same question rests on the same sight of it. */
  put(version: number, answer: Said): void {
    const before = this.#kept[answer.requirement];
    const clash = before?.clash ?? false;
    this.#set({ version: before?.version ?? version, answer, clash, refused: '' });
  }

  /** Choose between two answers: one's own, on sight of the other, or the other. */
  settle(requirement: string, version: number, mine: boolean): void {
    const draft = this.#kept[requirement];
    if (!draft) return;
    if (mine) this.#set({ ...draft, version, clash: false, refused: '' });
    else this.#drop(requirement);
  }

  /** Send what waits, one after another, until all is there or the line is gone. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        if (!(await this.#sendOne(next))) return;
      }
    } finally {
      this.#sending = false;
    }
  }

  #next(): Draft | undefined {
    return Object.values(this.#kept).find(({ clash, refused }) => !clash && !refused);
  }

  async #sendOne(draft: Draft): Promise<boolean> {
    const { requirement } = draft.answer;
    try {
      const form = await this.send({ version: draft.version, ...draft.answer });
      this.away = false;
      const later = this.#kept[requirement];
      const version = form.questions.find((one) => one.requirement.id === requirement)?.version ?? 0;
      if (later && later !== draft) this.#kept[requirement] = { ...later, version };
      else delete this.#kept[requirement];
      this.#keep();
      this.changed(form);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || AWAY.includes(error.status)) {
        this.away = true;
        this.changed();
        return false;
      }
      const clash = error.code === 'assessment.stale-version';
      this.#set({ ...(this.#kept[requirement] ?? draft), clash, refused: clash ? '' : error.message });
      return true;
    }
  }

  #set(draft: Draft): void {
    this.#kept[draft.answer.requirement] = draft;
    this.#keep();
    this.changed();
  }

  #drop(requirement: string): void {
    delete this.#kept[requirement];
    this.#keep();
    this.changed();
  }

  #keep(): void {
    if (this.waiting) this.store.setItem(this.name, JSON.stringify(this.#kept));
    else this.store.removeItem(this.name);
  }
}

/** What another version of the page left there is not taken for a draft. */
function read(text: string | null): Kept {
  try {
    const found = JSON.parse(text ?? '{}') as Record<string, Partial<Draft>>;
    const whole = Object.entries(found).filter(([name, draft]) => draft.answer?.requirement === name);
    return Object.fromEntries(whole) as Kept;
  } catch {
    return {};
  }
}
