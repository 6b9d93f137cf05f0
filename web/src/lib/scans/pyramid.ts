/** A picture of 16 bits, and halves of it, each pixel the mean of four. */

export interface Layer {
  width: number;
  height: number;
  pixels: Uint16Array;
}

/** Return the picture and its halves until one side is a single pixel. */
export function pyramid(base: Layer): Layer[] {
  const layers = [base];
  for (let last = base; last.width > 1 && last.height > 1; ) {
    last = halved(last);
    layers.push(last);
  }
  return layers;
}

function halved({ width, height, pixels }: Layer): Layer {
  const w = Math.floor(width / 2);
  const h = Math.floor(height / 2);
  const half = new Uint16Array(w * h);
  for (let y = 0; y < h; y += 1) {
    const above = 2 * y * width;
    const below = above + width;
    for (let x = 0; x < w; x += 1) {
      const sum =
        pixels[above + 2 * x]! +
        pixels[above + 2 * x + 1]! +
        pixels[below + 2 * x]! +
        pixels[below + 2 * x + 1]!;
      half[y * w + x] = (sum + 2) >> 2;
    }
  }
  return { width: w, height: h, pixels: half };
}
