import { describe, expect, it } from 'vitest';
import { ApiError } from '../client';
import type { NormAnswerBody, NormAssessment } from '../shapes';
import { Drafts, type Said } from './drafts';

class Shelf {
  kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, text: string) => void this.kept.set(name, text);
  removeItem = (name: string) => void this.kept.delete(name);
}

const said = (requirement: string, value: Said['said']): Said => ({
  requirement,
  said: value,
  evidence: [],
  note: '',
  gap_owner: '',
  gap_until: null,
  gap_eur: null,
});

const form = (requirement: string, version: number) =>
  ({ questions: [{ requirement: { id: requirement }, version }] }) as unknown as NormAssessment;

function desk(shelf = new Shelf()) {
  const sent: NormAnswerBody[] = [];
  const line = { fails: null as ApiError | null };
  const send = async (body: NormAnswerBody) => {
    if (line.fails) throw line.fails;
    sent.push(body);
    return form(body.requirement, sent.length);
  };
  return { drafts: new Drafts('BEANR-2026', shelf, send, () => {}), sent, line, shelf };
}

describe('answers on their way', () => {
  it('are sent and forgotten once they are on the node', async () => {
    const { drafts, sent, shelf } = desk();
    drafts.put(0, said('GOV-01', 3));
    await drafts.flush();
    expect(sent.map(({ said: value }) => value)).toEqual([3]);
    expect([drafts.waiting, shelf.kept.size]).toEqual([0, 0]);
  });

  it('outlive a lost line and a closed window', async () => {
    const { drafts, line, shelf } = desk();
    line.fails = new ApiError(0, 'unreachable', '');
    drafts.put(4, said('GOV-01', 3));
    drafts.put(0, said('GOV-02', 'unknown'));
    await drafts.flush();
    expect([drafts.away, drafts.waiting]).toEqual([true, 2]);
    const later = desk(shelf);
    await later.drafts.flush();
    expect(later.sent.map(({ requirement, version }) => [requirement, version])).toEqual([
      ['GOV-01', 4],
      ['GOV-02', 0],
    ]);
    expect([later.drafts.away, shelf.kept.size]).toEqual([false, 0]);
  });

  it('of which somebody else gave another wait until one is chosen, and the others go on', async () => {
    const { drafts, line, sent } = desk();
    line.fails = new ApiError(409, 'assessment.stale-version', '');
    drafts.put(0, said('GOV-01', 3));
    await drafts.flush();
    line.fails = null;
    drafts.put(0, said('GOV-02', 1));
    await drafts.flush();
    expect(drafts.clashes).toEqual(['GOV-01']);
    drafts.settle('GOV-01', 7, true);
    await drafts.flush();
    expect(sent.map(({ requirement, version }) => [requirement, version])).toEqual([
      ['GOV-02', 0],
      ['GOV-01', 7],
    ]);
  });

  it('give way to the other when that is chosen', async () => {
    const { drafts, line, sent } = desk();
    line.fails = new ApiError(409, 'assessment.stale-version', '');
    drafts.put(0, said('GOV-01', 3));
    await drafts.flush();
    drafts.settle('GOV-01', 7, false);
    expect([drafts.waiting, sent.length]).toEqual([0, 0]);
  });

  it('that the node refuses stay with the reason and hold up no other', async () => {
    const { drafts, line, sent } = desk();
    line.fails = new ApiError(422, 'assessment.invalid', 'what does not apply needs a reason');
    drafts.put(0, said('GOV-01', 'not_applicable'));
    await drafts.flush();
    line.fails = null;
    drafts.put(0, said('GOV-02', 2));
    await drafts.flush();
    expect(sent.map(({ requirement }) => requirement)).toEqual(['GOV-02']);
    expect(drafts.of('GOV-01')?.refused).toContain('needs a reason');
  });

  it('changed while they are under way are sent again on the new version', async () => {
    const shelf = new Shelf();
    const sent: [Said['said'], number][] = [];
    const drafts: Drafts = new Drafts(
      'x',
      shelf,
      async (body) => {
        if (!sent.length) drafts.put(0, said('GOV-01', 4));
        sent.push([body.said, body.version]);
        return form('GOV-01', 5);
      },
      () => {},
    );
    drafts.put(0, said('GOV-01', 3));
    await drafts.flush();
    expect(sent).toEqual([
      [3, 0],
      [4, 5],
    ]);
  });

  it('are not taken from what is none', () => {
    const shelf = new Shelf();
    for (const text of ['nonsense', '[1]', '{"GOV-01": {}}']) {
      shelf.setItem('BEANR-2026', text);
      expect(desk(shelf).drafts.waiting).toBe(0);
    }
  });
});
