import { type Example, exampleOf, linesOf } from './examples';
import type {
  ExpressionShape,
  FieldShape,
  FormShape,
  LookRequest,
  LookShape,
  ProfileText,
} from '../shapes';

/** What the node is asked while somebody writes. */
export interface Questions {
  read(expression: string): Promise<ExpressionShape>;
  print(form: FormShape): Promise<ExpressionShape>;
  look(body: LookRequest): Promise<LookShape>;
}

export type Wording = Omit<ProfileText, 'expression' | 'tests'>;

const PAUSE = 250;

/**
 * A profile while it is being written: text and form are two sights of one expression.
 *
 * Neither is read here: after a pause the node turns one into the other, and says what is wrong.
 * Of answers that come late only the last one counts.
 */
export class Writing {
  expression = $state('');
  form = $state.raw<FormShape | null>(null);
  /** What is wrong with the expression and where, as the node says. */
  error = $state.raw<Pick<ExpressionShape, 'error' | 'at' | 'path'> | null>(null);
  /** Fields and checks that the expression asks for. */
  asked = $state.raw<{ fields: string[]; findings: string[] }>({ fields: [], findings: [] });
  wording = $state<Wording>(unwritten());
  examples = $state<Example[]>([]);
  look = $state.raw<LookShape | null>(null);
  /** Why the last look failed: an example that cannot be. */
  unseen = $state.raw<unknown>(null);
  waiting = $state(false);

  #kept = $state('');
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: Questions,
    readonly fields: readonly FieldShape[],
    private readonly pause = PAUSE,
  ) {}

  /** Begin from a text as it is kept, or from nothing. */
  begin(text: ProfileText | null): void {
    const { expression = '', tests = [], ...wording } = text ?? {};
    this.expression = expression;
    this.wording = { ...unwritten(), ...wording };
    this.examples = tests.map(linesOf);
    this.form = null;
    this.error = this.look = null;
    this.#kept = this.#said();
    this.#soon(() => this.#read(), 0);
  }

  /** Go on with a text that was left before it was saved. */
  continue(text: ProfileText): void {
    const { expression, tests, ...wording } = text;
    this.wording = wording;
    this.examples = tests.map(linesOf);
    this.write(expression);
  }

  /** What is written is saved. */
  keep(): void {
    this.#kept = this.#said();
  }

  get changed(): boolean {
    return this.#said() !== this.#kept;
  }

  get text(): ProfileText {
    const tests = this.examples.map((example, i) => {
      const made = exampleOf(example, this.fields);
      return { ...made, name: made.name.trim() || `${i + 1}` };
    });
    return { ...this.wording, expression: this.expression, tests };
  }

  /** The text was changed: the form follows. */
  write(expression: string): void {
    this.expression = expression;
    this.#soon(() => this.#read());
  }

  /** The form was changed: the text follows. */
  fill(form: FormShape): void {
    this.form = form;
    this.#soon(() => this.#print());
  }

  /** Something beside the expression was changed. */
  touch(): void {
    this.#soon(() => this.#read());
  }

  #said(): string {
    return JSON.stringify(this.text);
  }

  #soon(work: () => Promise<void>, pause = this.pause): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.waiting = true;
    this.#timer = setTimeout(() => void work(), pause);
  }

  async #read(): Promise<void> {
    if (!this.expression.trim()) {
      this.form = this.error = this.look = null;
      this.waiting = false;
      return;
    }
    await this.#answer(this.ask.read(this.expression), (read) => {
      this.form = read.form ?? this.form;
    });
  }

  async #print(): Promise<void> {
    if (!this.form) return;
    await this.#answer(this.ask.print(this.form), (printed) => {
      if (printed.path === null) this.expression = printed.expression;
    });
  }

  async #answer(question: Promise<ExpressionShape>, take: (answer: ExpressionShape) => void): Promise<void> {
    const turn = this.#turn;
    const answer = await question.catch(() => null);
    if (turn !== this.#turn) return;
    this.waiting = false;
    if (!answer) return;
    take(answer);
    this.error = answer.error === null ? null : answer;
    if (answer.error !== null) return;
    this.asked = { fields: answer.fields, findings: answer.findings };
    await this.#see(turn);
  }

  async #see(turn: number): Promise<void> {
    const { code, ends, expression, tests } = this.text;
    try {
      const look = await this.ask.look({ code, expression, tests, ends: ends || null, backtest: false });
      if (turn !== this.#turn) return;
      this.look = look;
      this.unseen = null;
    } catch (error) {
      if (turn === this.#turn) this.unseen = error;
    }
  }
}

function unwritten(): Wording {
  const texts = () => ({ en: '', fr: '', nl: '', es: '' });
  return { code: '', weight: 1, title: texts(), text: texts(), source: '', ends: '' };
}
