/** What machine and people say of a scan, and what whoever looks at it is about to say. */

import { api } from '../client';
import type {
  InsertedShape,
  ReadingShape,
  RegionShape,
  ScanFindingShape,
  ScanNotesShape,
  ScanVerdictRequest,
  ScanVerdictsShape,
} from '../shapes';
import type { Mark } from './marks';

/** A machine reads within seconds; after so many looks at the node nobody waits for it any more. */
const LOOKS = 40;
const PAUSE_MS = 1500;

export class Said {
  reading = $state.raw<ReadingShape | null>(null);
  verdicts = $state.raw<ScanVerdictsShape | null>(null);
  notes = $state.raw<ScanNotesShape | null>(null);
  /** A threat that was put into the picture, once it was judged: until one goes on. */
  inserted = $state.raw<InsertedShape | null>(null);
  /** Which finding is looked at. */
  chosen = $state(-1);
  /** What the container should be opened for. */
  reasons = $state.raw<RegionShape[]>([]);

  constructor(readonly digest: string) {}

  readonly marks = $derived.by((): Mark[] => [
    ...found(this.reading?.findings ?? [], this.chosen),
    ...(this.notes?.notes ?? []).map(({ region, number }, at) => ({
      key: `n${number}`,
      kind: 'note' as const,
      region,
      label: letter(at),
      chosen: false,
    })),
    ...(this.inserted
      ? [{ key: 'i', kind: 'inserted' as const, region: this.inserted.region, label: '✱', chosen: true }]
      : []),
    ...this.reasons.map((region, at) => ({
      key: `r${at}`,
      kind: 'open' as const,
      region,
      label: `!${at + 1}`,
      chosen: false,
    })),
  ]);

  /** Fetch all of it; while the machine still reads, look again until `signal` ends it. */
  async load(signal?: AbortSignal): Promise<void> {
    const { digest } = this;
    [this.reading, this.verdicts, this.notes] = await Promise.all([
      api.reading(digest),
      api.verdicts(digest),
      api.notes(digest),
    ]);
    for (let look = 0; look < LOOKS && this.reading.state === 'waiting'; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (signal?.aborted) return;
      this.reading = await api.reading(digest);
    }
  }

  /** The region of the next finding that has one, or of the one before. */
  step(by: 1 | -1): RegionShape | null {
    const findings = this.reading?.findings ?? [];
    for (let tried = 0; tried < findings.length; tried += 1) {
      const from = this.chosen < 0 && by < 0 ? 0 : this.chosen;
      this.chosen = (from + by + findings.length) % findings.length;
      const region = findings[this.chosen]?.region;
      if (region) return region;
    }
    return null;
  }

  async judge(body: Omit<ScanVerdictRequest, 'regions'>): Promise<void> {
    const regions = this.reasons.map((region) => ({ ...region, note: '' }));
    this.verdicts = await api.giveVerdict(this.digest, { ...body, regions });
    const { inserted } = this.verdicts;
    this.inserted = inserted;
    this.reasons = [];
    if (!inserted) await this.load();
  }

  /** Go on with the picture as it is. */
  async goOn(): Promise<void> {
    this.inserted = null;
    await this.load();
  }
}

/** One mark for each region in which something was found, with the numbers of all that was found there. */
function found(findings: ScanFindingShape[], chosen: number): Mark[] {
  const by = new Map<string, Mark>();
  findings.forEach(({ region }, at) => {
    if (!region) return;
    const where = [region.left, region.top, region.right, region.bottom].join();
    const there = by.get(where);
    by.set(where, {
      key: there?.key ?? `f${at}`,
      kind: 'finding',
      region,
      label: there ? `${there.label}, ${at + 1}` : `${at + 1}`,
      chosen: there?.chosen || at === chosen,
    });
  });
  return [...by.values()];
}

/** A, B … Z, AA: notes are told from findings by letters. */
export function letter(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letter(Math.floor(at / 26) - 1) + last;
}
