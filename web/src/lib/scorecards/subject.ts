/** The kinds of filers that are scored. */
export const KINDS = ['carrier', 'forwarder', 'filer'] as const;
export type Kind = (typeof KINDS)[number];

/** The five questions, in the order of the tables. */
export const DIMENSIONS = ['complete', 'precise', 'accurate', 'on_time', 'answered'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How many weeks a period may have. */
export const SPANS = [1, 4, 13, 52] as const;

export const subjectId = (kind: Kind, name: string): string => `${kind}/${name}`;

/** Read `kind/name`; a name may hold strokes of its own. */
export function parseSubject(id: string): { kind: Kind; name: string } | null {
  const [kind = '', ...rest] = id.split('/');
  const found = KINDS.find((one) => one === kind);
  return found && rest.length ? { kind: found, name: rest.join('/') } : null;
}

export const parseSpan = (written: string | null): number =>
  SPANS.find((span) => String(span) === written) ?? 4;
