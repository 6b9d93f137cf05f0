import type { FieldShape, FormShape } from '../shapes';

/** Where a part stands in a form: its place in each group on the way, from the whole. */
export type Path = readonly number[];
export type Kind = FormShape['kind'];
export type Value = FormShape['values'][number];

export const GROUPS = ['and', 'or'] as const satisfies Kind[];
/** What is said of one part: its opposite, or that it holds of some or of every item. */
export const WRAPS = ['not', 'any', 'all'] as const satisfies Kind[];
export const LINES = ['compare', 'has', 'finding', 'text'] as const satisfies Kind[];

const EMPTY: FormShape = { kind: 'compare', parts: [], name: '', sign: '', values: [], listed: false };

export const isGroup = (form: FormShape): boolean => form.kind === 'and' || form.kind === 'or';
export const isWrap = (form: FormShape): boolean => WRAPS.some((kind) => kind === form.kind);

/** A new line of this kind, to be filled in. */
export function line(kind: Kind = 'compare'): FormShape {
  if (kind === 'compare') return { ...EMPTY, sign: '==', values: [''] };
  if (kind === 'and' || kind === 'or') return { ...EMPTY, kind, parts: [line(), line()] };
  if (kind === 'not' || kind === 'any' || kind === 'all') return { ...EMPTY, kind, parts: [line()] };
  return { ...EMPTY, kind };
}

/** The form with the part at `path` changed. */
export function changed(form: FormShape, path: Path, change: (part: FormShape) => FormShape): FormShape {
  const [place, ...rest] = path;
  if (place === undefined) return change(form);
  const parts = form.parts.map((part, i) => (i === place ? changed(part, rest, change) : part));
  return { ...form, parts };
}

/** The form without the part at `path`; a group of one part is that part. */
export function without(form: FormShape, path: Path): FormShape {
  const place = path.at(-1);
  if (place === undefined) return line();
  const whole = changed(form, path.slice(0, -1), (group) => {
    const parts = group.parts.filter((_, i) => i !== place);
    if (isGroup(group) && parts.length === 1 && parts[0]) return parts[0];
    return parts.length ? { ...group, parts } : line();
  });
  return whole;
}

/** The form with one more part in the group at `path`; what is no group becomes one. */
export function withMore(form: FormShape, path: Path, part: FormShape = line()): FormShape {
  return changed(form, path, (group) =>
    isGroup(group)
      ? { ...group, parts: [...group.parts, part] }
      : { ...EMPTY, kind: 'and', parts: [group, part] },
  );
}

/** The part as another kind, keeping of it what both have. */
export function as(part: FormShape, kind: Kind): FormShape {
  if (kind === part.kind) return part;
  const group = kind === 'and' || kind === 'or';
  if (group) return isGroup(part) ? { ...part, kind } : { ...EMPTY, kind, parts: [part, line()] };
  if (kind === 'any' || kind === 'all') return ofItems(part) ? { ...part, kind } : wrapped(part, kind);
  if (kind === 'not') return wrapped(part, kind);
  const name = part.kind === 'finding' || kind === 'finding' ? '' : part.name;
  return { ...line(kind), name };
}

const ofItems = (part: FormShape): boolean => part.kind === 'any' || part.kind === 'all';
const wrapped = (part: FormShape, kind: Kind): FormShape => ({ ...EMPTY, kind, parts: [part] });

/** The inner part of one that is wrapped. */
export const unwrapped = (part: FormShape): FormShape => part.parts[0] ?? line();

/** Give a comparison another field, with a sign and values that go with it. */
export function about(part: FormShape, name: string, field: FieldShape | undefined): FormShape {
  if (!field || field.signs.includes(part.sign)) return { ...part, name };
  return signed({ ...part, name }, field.signs[0] ?? '==');
}

/** Give a comparison another sign: `in` takes a list, all others one value. */
export function signed(part: FormShape, sign: string): FormShape {
  const listed = sign === 'in';
  return { ...part, sign, listed, values: listed ? part.values : part.values.slice(0, 1) };
}

/** What was typed as the values of a comparison; numbers where the field is one. */
export function valuesOf(typed: string, part: FormShape, field: FieldShape | undefined): Value[] {
  const numeric = field ? field.type === 'number' : part.values.every((one) => typeof one === 'number');
  const written = part.listed ? typed.split(',').map((one) => one.trim()) : [typed];
  return written.map((one) => (numeric ? asNumber(one) : one));
}

export const shownValues = (part: FormShape): string => part.values.map(String).join(', ');

function asNumber(text: string): Value {
  const value = Number(text.trim());
  return text.trim() && Number.isFinite(value) ? value : text;
}
