/** Draws pictures of 16 bits on the graphics processor (WebGL 2). */

import { HEIGHT, WIDTH, type Hues, type Kept } from './hues';
import { pyramid, type Layer } from './pyramid';
import { FRAGMENT, VERTEX } from './shaders';
import type { Levels } from './tone';
import type { Frame, Size, View } from './view';

/** How a picture is looked at. */
export interface Look {
  levels: Levels;
  logarithmic: boolean;
  inverted: boolean;
  edge: boolean;
  /** Colours by material, where both energies are known. */
  material: boolean;
  kept: Kept;
}

/** Columns of one texture: what every processor takes, less a margin for its neighbours. */
const TILE = 4096;
const MARGIN = 16;
const SHARPENED = 2.5;

interface Tile {
  texture: WebGLTexture;
  /** The same columns at the other energy. */
  other?: WebGLTexture;
  layers: number;
  /** First column that lies in the texture. */
  left: number;
  /** Columns that are drawn from it. */
  from: number;
  to: number;
}

const UNIFORMS = [
  'canvas',
  'middle',
  'perPixel',
  'layer',
  'left',
  'levels',
  'logarithmic',
  'inverted',
  'edge',
  'other',
  'hues',
  'ratios',
  'dual',
  'last',
] as const;
type Uniform = (typeof UNIFORMS)[number];

export class Renderer {
  private readonly gl: WebGL2RenderingContext;
  private readonly at: Record<Uniform, WebGLUniformLocation | null>;
  private tiles: Tile[] = [];
  private readonly dyes: WebGLTexture;
  private dual = 0;

  /** Throws when the browser draws no WebGL 2. */
  constructor(private readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false });
    if (!gl) throw new Error('WebGL 2');
    this.gl = gl;
    const program = linked(gl);
    gl.useProgram(program);
    gl.bindVertexArray(gl.createVertexArray());
    const places = UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]);
    this.at = Object.fromEntries(places) as Record<Uniform, WebGLUniformLocation | null>;
    gl.uniform1i(this.at.other, 1);
    gl.uniform1i(this.at.hues, 2);
    this.dyes = gl.createTexture();
    this.paint(1, 1, new Uint8Array(4));
  }

  /** Take a picture over from the page; earlier ones are let go. */
  load(picture: Layer): void {
    this.clear();
    for (let from = 0; from < picture.width; from += TILE) {
      this.tiles.push(this.tile(picture, from, Math.min(from + TILE, picture.width)));
    }
  }

  /** Take over the other energy of the picture loaded; the first `isHigh` or is low. */
  pair(other: Layer, isHigh: boolean): void {
    for (const tile of this.tiles) {
      if (tile.other) this.gl.deleteTexture(tile.other);
      tile.other = this.textured(other, tile.from, tile.to).texture;
    }
    this.dual = isHigh ? 1 : 2;
  }

  /** Draw materials in these colours from now on. */
  dye({ colours, least, most }: Hues): void {
    this.paint(WIDTH, HEIGHT, colours);
    this.gl.uniform2f(this.at.ratios, least, most);
  }

  /** Draw the part of a picture that is seen; `shrunk` is how often the picture loaded was. */
  draw(view: View, frame: Frame, look: Look, shrunk = 1): void {
    const { gl, at, canvas } = this;
    const size: Size = canvas;
    const perPixel = { x: 1 / view.scale, y: 1 / (view.scale * frame.aspect) };
    const wanted = Math.floor(Math.log2(Math.max(perPixel.x, perPixel.y) / shrunk));
    gl.viewport(0, 0, size.width, size.height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    gl.uniform2f(at.canvas, size.width, size.height);
    gl.uniform2f(at.middle, view.x / shrunk, view.y / shrunk);
    gl.uniform2f(at.perPixel, perPixel.x / shrunk, perPixel.y / shrunk);
    gl.uniform2f(at.levels, look.levels.black, look.levels.white);
    gl.uniform1i(at.logarithmic, Number(look.logarithmic));
    gl.uniform1i(at.inverted, Number(look.inverted));
    gl.uniform1f(at.edge, look.edge ? SHARPENED : 0);
    const top = Math.max(0, (0 - view.y) * view.scale * frame.aspect + size.height / 2);
    const foot = (frame.height - view.y) * view.scale * frame.aspect + size.height / 2;
    for (const tile of this.tiles) {
      const left = Math.max(0, (tile.from * shrunk - view.x) * view.scale + size.width / 2);
      const right = (tile.to * shrunk - view.x) * view.scale + size.width / 2;
      const width = Math.min(Math.ceil(right), size.width) - Math.floor(left);
      const height = Math.min(Math.ceil(foot), size.height) - Math.floor(top);
      if (width <= 0 || height <= 0) continue;
      gl.scissor(Math.floor(left), size.height - Math.floor(top) - height, width, height);
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, tile.other ?? tile.texture);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, tile.texture);
      gl.uniform1i(at.dual, look.material && tile.other ? this.dual : 0);
      gl.uniform1i(at.last, tile.layers - 1);
      gl.uniform1i(at.layer, Math.min(Math.max(wanted, 0), tile.layers - 1));
      gl.uniform1i(at.left, tile.left);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }

  /** Give the processor's memory back. */
  clear(): void {
    for (const { texture, other } of this.tiles) {
      this.gl.deleteTexture(texture);
      if (other) this.gl.deleteTexture(other);
    }
    this.tiles = [];
  }

  private paint(width: number, height: number, colours: Uint8Array): void {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE2);
    gl.bindTexture(gl.TEXTURE_2D, this.dyes);
    gl.texImage2D(
      gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, colours,
    );
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.activeTexture(gl.TEXTURE0);
  }

  private tile(picture: Layer, from: number, to: number): Tile {
    return { ...this.textured(picture, from, to), from, to };
  }

  private textured(
    picture: Layer,
    from: number,
    to: number,
  ): Pick<Tile, 'texture' | 'layers' | 'left'> {
    const { gl } = this;
    const left = Math.max(0, from - MARGIN);
    const right = Math.min(picture.width, to + MARGIN);
    const layers = pyramid(columns(picture, left, right));
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texStorage2D(gl.TEXTURE_2D, layers.length, gl.R16UI, layers[0]!.width, layers[0]!.height);
    layers.forEach(({ width, height, pixels }, layer) =>
      gl.texSubImage2D(
        gl.TEXTURE_2D, layer, 0, 0, width, height, gl.RED_INTEGER, gl.UNSIGNED_SHORT, pixels,
      ),
    );
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return { texture, layers: layers.length, left };
  }
}

function columns(picture: Layer, left: number, right: number): Layer {
  const width = right - left;
  if (width === picture.width) return picture;
  const pixels = new Uint16Array(width * picture.height);
  for (let y = 0; y < picture.height; y += 1) {
    const row = y * picture.width;
    pixels.set(picture.pixels.subarray(row + left, row + right), y * width);
  }
  return { width, height: picture.height, pixels };
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(program) ?? 'WebGL 2');
  }
  return program;
}
