/** The analyst's desk: a scan, what it is held against, and how both are looked at. */

import type { RegionShape, ScanShape } from '../shapes';
import { cells, type Part } from './measuring';
import { Picture } from './picture.svelte';
import type { Look } from './renderer';
import { ALL, fitted, type Levels } from './tone';
import { alike, around, type Point, type Size, type View } from './view';

export class Desk {
  readonly main: Picture;
  beside = $state.raw<Picture | null>(null);
  /** The other lies in this picture, part on part. */
  laid = $state(false);
  /** The two take turns in one place. */
  blinking = $state(false);
  /** It is the other's turn. */
  private other = $state(false);
  /** Absent until the canvas has a size: then the whole picture. */
  view = $state.raw<View | undefined>();
  size = $state.raw<Size>({ width: 0, height: 0 });
  part = $state.raw<Part | undefined>();
  /** Where the pointer is in the main picture. */
  pointer = $state.raw<Point | null>(null);
  private marking = $state(false);
  look = $state<Look>({
    levels: ALL,
    logarithmic: true,
    inverted: false,
    edge: false,
    material: false,
    kept: 'all',
  });

  constructor(scan: ScanShape) {
    this.main = new Picture(scan);
  }

  /** The picture whose turn it is. */
  get seen(): Picture {
    return this.blinking && this.other && this.beside ? this.beside : this.main;
  }

  /** The part of a picture that is seen, in its own pixels. */
  viewOf(picture: Picture): View | undefined {
    return this.view && alike(this.view, this.main.frame, picture.frame);
  }

  move(picture: Picture, to: View | undefined): void {
    this.view = to && alike(to, picture.frame, this.main.frame);
  }

  compare(scan: ScanShape | null): void {
    this.laid = false;
    this.beside = scan && new Picture(scan, this.main.energy);
    this.blinking = this.other = false;
  }

  /** Whether what stands beside is of the same container, so that the two can be laid on each other. */
  get layable(): boolean {
    return this.beside?.scan.equipment_number === this.main.scan.equipment_number;
  }

  /** Lay the other scan into this picture, part on part, or show it as it is. */
  lay(on = !this.laid): void {
    if (!this.beside || !this.layable) return;
    this.laid = on;
    const { main } = this;
    this.beside = new Picture(this.beside.scan, main.energy, on ? main.scan : undefined);
  }

  blink(): void {
    if (this.blinking) this.other = !this.other;
    this.blinking = !!this.beside;
  }

  stopBlinking(): void {
    this.blinking = this.other = false;
  }

  /** The next energy of the scan, and the same of the other where it has it. */
  next(): void {
    const { energies } = this.main.scan;
    this.show(energies[(energies.indexOf(this.main.energy) + 1) % energies.length]!);
  }

  show(energy: ScanShape['energies'][number]): void {
    this.main.energy = energy;
    if (!this.laid && this.beside?.scan.energies.includes(energy)) this.beside.energy = energy;
  }

  auto(logarithmic: boolean): Levels {
    const { layer } = this.main;
    return layer ? fitted(layer.pixels, logarithmic) : ALL;
  }

  /** The middle of the picture is one corner, then, once it was moved, the other. */
  measure(): void {
    if (!this.view) return;
    const here = { x: this.view.x, y: this.view.y };
    this.part = this.marking && this.part ? { from: this.part.from, to: here } : { from: here, to: here };
    this.marking = !this.marking;
  }

  /** Draw the open corner along as the picture is moved. */
  follow(): void {
    const { view, part } = this;
    if (!this.marking || !view || !part || (part.to.x === view.x && part.to.y === view.y)) return;
    this.part = { from: part.from, to: { x: view.x, y: view.y } };
  }

  /** What is measured, in whole pixels. */
  get region(): RegionShape | null {
    if (!this.part) return null;
    const { columns, rows } = cells(this.main.scan, this.part);
    return { left: columns[0], top: rows[0], right: columns[1], bottom: rows[1] };
  }

  /** Go to a region, near enough to see it and what is around it. */
  jump(region: RegionShape): void {
    if (this.size.width) this.view = around(this.main.frame, this.size, region);
  }
}
