import type { CoverageTrial, StrategicCoverage, StrategyScenario } from '../shapes';
import type { How } from './allocation';

/** What was looked at when somebody went on to ask it of a port; gone with the page. */
export const shown: { plan: { scenario: StrategyScenario; how: How; title: string } | null } = { plan: null };

export interface CoverageRow {
  name: string;
  /** Share asked now; null where the cell is in no coverage in force. */
  before: number | null;
  /** Share asked then; null where it is asked no more. */
  after: number | null;
  why: string;
  /** What becomes of it on the day that is tried; absent where no box of it is known. */
  tried: CoverageTrial['strata'];
}

/** Two coverages cell by cell, what changes most in front. */
export function changes(
  before: StrategicCoverage | null,
  after: StrategicCoverage | null,
  trial: CoverageTrial | null,
): CoverageRow[] {
  const was = new Map((before?.cells ?? []).map((cell) => [cell.name, cell]));
  const now = new Map((after?.cells ?? []).map((cell) => [cell.name, cell]));
  const rows = [...new Set([...now.keys(), ...was.keys()])].map((name) => ({
    name,
    before: was.get(name)?.share ?? null,
    after: now.get(name)?.share ?? null,
    why: (now.get(name) ?? was.get(name))?.why ?? '',
    tried: (trial?.strata ?? []).filter(({ stratum }) => stratum.split(' ')[0] === name),
  }));
  const moved = ({ before: old, after: next }: CoverageRow) => Math.abs((next ?? 0) - (old ?? 0));
  return rows.sort((a, b) => moved(b) - moved(a) || a.name.localeCompare(b.name));
}
