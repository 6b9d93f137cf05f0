import { describe, expect, it, vi } from 'vitest';
import { exampleOf, linesOf, prepared } from '../src/lib/profiles/examples';
import { about, as, changed, line, signed, valuesOf, withMore, without } from '../src/lib/profiles/form';
import { lineAndColumn, segments } from '../src/lib/profiles/marks';
import { type Questions, Writing } from '../src/lib/profiles/writing.svelte';
import type { ExpressionShape, FieldShape, FormShape, LookShape, LintShape } from '../src/lib/shapes';

const HAS: FormShape = { ...line('has'), name: 'consignee.name' };
const LEVEL: FormShape = { ...line(), name: 'consignment.level', values: ['house'] };
const BOTH: FormShape = { ...line('and'), parts: [HAS, LEVEL] };
const MASS: FieldShape = {
  name: 'goods.gross_mass_kg',
  type: 'number',
  collection: 'goods',
  signs: ['<', '>', 'in'],
};
const SEALS: FieldShape = { name: 'equipment.seals', type: 'texts', collection: 'equipment', signs: [] };

describe('a form', () => {
  it('is changed at one place and nowhere else', () => {
    const form = { ...line('or'), parts: [BOTH, HAS] };
    const after = changed(form, [0, 1], (part) => ({ ...part, sign: '!=' }));
    expect(after.parts[0]?.parts[1]?.sign).toBe('!=');
    expect(after.parts[1]).toBe(HAS);
  });

  it('has no group of one', () => {
    expect(without(BOTH, [0])).toEqual(LEVEL);
    expect(without({ ...line('not'), parts: [BOTH] }, [0, 1]).parts).toEqual([HAS]);
  });

  it('keeps a line to fill in when the last is taken away', () => {
    expect(without(HAS, [])).toEqual(line());
    expect(without({ ...line('any'), parts: [HAS] }, [0])).toEqual(line());
  });

  it('grows by a line, as a group where it is none yet', () => {
    expect(withMore(HAS, []).parts).toEqual([HAS, line()]);
    expect(withMore(BOTH, []).parts).toHaveLength(3);
  });

  it('keeps what it says when it becomes of another kind', () => {
    expect(as(BOTH, 'or').parts).toEqual(BOTH.parts);
    expect(as(BOTH, 'not').parts).toEqual([BOTH]);
    expect(as(as(HAS, 'any'), 'all')).toEqual({ ...line('all'), parts: [HAS] });
    expect(as(as(HAS, 'any'), 'not').parts[0]?.kind).toBe('any');
    expect(as(LEVEL, 'has').name).toBe('consignment.level');
  });

  it('compares a field as it can be compared, a list with `in`', () => {
    expect(about(LEVEL, MASS.name, MASS).sign).toBe('<');
    expect(signed(LEVEL, 'in').listed).toBe(true);
  });

  it('reads numbers where the field is one', () => {
    const part = signed({ ...line(), name: MASS.name }, 'in');
    expect(valuesOf('1, 2.5,x', part, MASS)).toEqual([1, 2.5, 'x']);
    expect(valuesOf('1, 2', { ...LEVEL, values: ['a'] }, undefined)).toEqual(['1, 2']);
  });
});

describe('an example', () => {
  const kept = {
    name: 'heavy',
    match: true,
    findings: ['late-filing'],
    goods: [{ gross_mass_kg: 2.5 }, { gross_mass_kg: 3 }],
    equipment: [{ seals: ['A1', 'B2'] }],
    sections: { consignee: { name: 'SIM BV' } },
  };

  it('is the same after it was laid out in lines', () => {
    expect(exampleOf(linesOf(kept), [MASS, SEALS])).toEqual(kept);
  });

  it('says nothing in a line that is not filled in', () => {
    const written = { ...linesOf(kept), lines: [{ field: 'consignee.name', item: 1, value: ' ' }] };
    expect(exampleOf(written, []).sections).toEqual({});
  });

  it('is begun with what the expression asks', () => {
    expect(prepared(true, ['consignee.name'], ['late-filing']).lines.map((one) => one.field)).toEqual([
      'consignee.name',
      'finding',
    ]);
    expect(prepared(false, [], ['late-filing']).lines).toEqual([]);
  });
});

describe('marks on a text', () => {
  const notice = (at: number | null, severity: LintShape['severity']): LintShape => ({
    kind: 'value',
    severity,
    text: '',
    at,
    other: null,
  });

  it('cover the word at their place and leave every character', () => {
    const text = 'has(consigne.name) && true';
    const found = segments(text, 4, [notice(19, 'warning'), notice(null, 'error')]);
    expect(found.map((one) => one.text).join('')).toBe(text);
    expect(found.filter((one) => one.mark).map((one) => [one.text, one.mark])).toEqual([
      ['consigne.name', 'error'],
      ['&', 'warning'],
    ]);
  });

  it('show what is missing at the end', () => {
    expect(segments('a >', 3, []).at(-1)).toEqual({ text: ' ', mark: 'error', at: 3 });
  });

  it('are told by line and column', () => {
    expect(lineAndColumn('one\ntwo', 5)).toEqual({ line: 2, column: 2 });
  });
});

describe('text and form', () => {
  const read = (expression: string, form: FormShape | null = HAS): ExpressionShape => ({
    expression,
    form,
    error: form ? null : 'no',
    at: form ? null : 0,
    path: null,
    fields: ['consignee.name'],
    findings: [],
  });
  const seen: LookShape = { trials: [], notices: [], backtest: null };
  const asking = (more: Partial<Questions> = {}): Questions => ({
    read: vi.fn((text: string) => Promise.resolve(read(text))),
    print: vi.fn(() => Promise.resolve(read('printed'))),
    look: vi.fn(() => Promise.resolve(seen)),
    ...more,
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

  it('follow each other, and what was written is looked at', async () => {
    const ask = asking();
    const writing = new Writing(ask, [], 0);
    writing.write('has(consignee.name)');
    await settled();
    expect([writing.form, writing.look]).toEqual([HAS, seen]);
    writing.fill(BOTH);
    await settled();
    expect([writing.expression, writing.form]).toEqual(['printed', BOTH]);
  });

  it('are asked about once, after the last key', async () => {
    const ask = asking();
    const writing = new Writing(ask, [], 0);
    for (const text of ['h', 'ha', 'has(consignee.name)']) writing.write(text);
    await settled();
    expect(ask.read).toHaveBeenCalledExactlyOnceWith('has(consignee.name)');
  });

  it('keep the last form while the text cannot be read', async () => {
    const writing = new Writing(asking({ read: (text) => Promise.resolve(read(text, null)) }), [], 0);
    writing.form = HAS;
    writing.write('has(');
    await settled();
    expect([writing.form, writing.error?.at, writing.look]).toEqual([HAS, 0, null]);
  });

  it('never show an answer about what was written before', async () => {
    let answer: (value: ExpressionShape) => void = () => undefined;
    const slow = new Promise<ExpressionShape>((resolve) => (answer = resolve));
    const ask = asking({ read: (text) => (text === 'old' ? slow : Promise.resolve(read(text))) });
    const writing = new Writing(ask, [], 0);
    writing.write('old');
    await settled();
    writing.write('new');
    await settled();
    answer(read('old', null));
    await settled();
    expect(writing.error).toBeNull();
  });

  it('know whether anything was changed since it was kept', async () => {
    const writing = new Writing(asking(), [], 0);
    writing.begin(null);
    expect(writing.changed).toBe(false);
    writing.wording.source = 'a case file';
    expect(writing.changed).toBe(true);
    await settled();
  });
});
