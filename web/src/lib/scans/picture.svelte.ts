/** One scan on the page: its pixels as they come, and what reads material from them. */

import { api } from '../client';
import type { ScanShape } from '../shapes';
import { first, laidOn, layerOf, preview } from './loading';
import { Curves, type Pair } from './material';
import { frameOf } from './measuring';
import type { Layer } from './pyramid';
import type { Frame } from './view';

export type Energy = ScanShape['energies'][number];
type Layers = Partial<Record<Energy, Layer>>;

export class Picture {
  energy = $state<Energy>('high');
  private small = $state.raw<Layers>({});
  private whole = $state.raw<Layers>({});
  private curves = $state.raw<Curves | null>(null);
  readonly frame: Frame;

  /** `on` is a later scan of the same container in whose picture it is laid. */
  constructor(readonly scan: ScanShape, like?: Energy, readonly on?: ScanShape) {
    this.frame = frameOf(on ?? scan);
    this.energy = on ? 'high' : like && scan.energies.includes(like) ? like : first(scan);
  }

  /** What is shown: a shrunk picture until the whole is there. */
  get layer(): Layer | null {
    return this.whole[this.energy] ?? this.small[this.energy] ?? null;
  }

  /** Whether it has two energies that can be measured. */
  get dual(): boolean {
    const { energies, scale } = this.scan;
    return !this.on && energies.includes('low') && energies.includes('high') && scale !== 'display';
  }

  /** Both energies, once they and their curves are there. */
  readonly pair = $derived.by((): Pair | null => {
    const { low, high } = this.whole;
    return low && high && this.curves ? { low, high, curves: this.curves } : null;
  });

  /** Let go of the pixels, which are others from now on. */
  forget(): void {
    this.small = {};
    this.whole = {};
  }

  /** Fetch what is missing of the energy in force, then the other one to read material from. */
  async fetch(signal: AbortSignal): Promise<void> {
    const { scan, energy } = this;
    const step = preview(this.on ?? scan);
    if (!this.layer && step > 1) {
      this.small = { ...this.small, [energy]: await this.layerAt(energy, step, signal) };
    }
    await this.complete(energy, signal);
    if (!this.dual) return;
    await this.complete(energy === 'high' ? 'low' : 'high', signal);
    this.curves ??= new Curves(await api.materials(scan.digest));
  }

  private async complete(energy: Energy, signal: AbortSignal): Promise<void> {
    if (this.whole[energy]) return;
    const layer = await this.layerAt(energy, 1, signal);
    this.whole = { ...this.whole, [energy]: layer };
  }

  private layerAt(energy: Energy, step: number, signal: AbortSignal): Promise<Layer> {
    const { scan, on } = this;
    return on ? laidOn(on, scan, step, signal) : layerOf(scan, energy, step, signal);
  }
}
