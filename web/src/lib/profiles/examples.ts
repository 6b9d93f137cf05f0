import type { FieldShape, JsonValue, ProfileExample } from '../shapes';

/** One thing that an example says: a field, of which item where there are several, and its value. */
export interface Line {
  field: string;
  /** From 1; goods items and containers only. */
  item: number;
  value: string;
}

/** An example as it is being written, line by line. */
export interface Example {
  name: string;
  match: boolean;
  lines: Line[];
}

export const FINDING = 'finding';
const SEVERAL = ['goods', 'equipment'] as const;

export const isOfItem = (field: string): boolean => SEVERAL.some((one) => field.startsWith(`${one}.`));

export function linesOf(example: ProfileExample): Example {
  const lines: Line[] = [];
  for (const [section, fields] of Object.entries(example.sections)) lines.push(...said(section, 1, fields));
  for (const section of SEVERAL) {
    example[section].forEach((fields, i) => lines.push(...said(section, i + 1, fields)));
  }
  for (const code of example.findings) lines.push({ field: FINDING, item: 1, value: code });
  return { name: example.name, match: example.match, lines };
}

/** The example that the lines make; lines that are not filled in say nothing. */
export function exampleOf(written: Example, fields: readonly FieldShape[]): ProfileExample {
  const made: ProfileExample = {
    name: written.name,
    match: written.match,
    findings: [],
    goods: [],
    equipment: [],
    sections: {},
  };
  for (const line of written.lines) {
    const [section = '', name = ''] = line.field.split('.', 2);
    if (!line.field || !line.value.trim()) continue;
    const type = fields.find((field) => field.name === line.field)?.type;
    if (section === FINDING) made.findings.push(line.value);
    else place(made, section, line.item)[name] = valueOf(line.value, type);
  }
  return made;
}

/** An example with a line for each field and check that the expression asks for. */
export function prepared(match: boolean, fields: readonly string[], findings: readonly string[]): Example {
  const asked = fields.map((field) => ({ field, item: 1, value: '' }));
  const found = findings.map((value) => ({ field: FINDING, item: 1, value }));
  return { name: '', match, lines: [...asked, ...(match ? found : [])] };
}

function place(made: ProfileExample, section: string, item: number): Record<string, JsonValue> {
  if (section !== 'goods' && section !== 'equipment') return (made.sections[section] ??= {});
  const items = made[section];
  while (items.length < item) items.push({});
  return items[item - 1] ?? {};
}

function said(section: string, item: number, fields: Record<string, JsonValue>): Line[] {
  return Object.entries(fields).map(([name, value]) => ({
    field: `${section}.${name}`,
    item,
    value: Array.isArray(value) ? value.join(', ') : String(value),
  }));
}

function valueOf(written: string, type: FieldShape['type'] | undefined): JsonValue {
  const text = written.trim();
  if (type === 'number' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'texts') return text.split(',').map((one) => one.trim());
  return text;
}
