/** What the graphics processor does with each pixel of the canvas. */

export const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D plane;
uniform vec2 canvas;
uniform vec2 middle;
uniform vec2 perPixel;
uniform int layer;
uniform int left;
uniform vec2 levels;
uniform bool logarithmic;
uniform bool inverted;
uniform float edge;
uniform usampler2D other;
uniform sampler2D hues;
uniform vec2 ratios;
uniform int dual;
uniform int last;
out vec4 colour;

const float FULL = 65535.0;

float tone(ivec2 at) {
  ivec2 last = textureSize(plane, layer) - 1;
  float share = float(texelFetch(plane, clamp(at, ivec2(0), last), layer).r) / FULL;
  return logarithmic ? 1.0 + log(max(share, 1.0 / FULL)) / log(FULL) : share;
}

float smoothed(vec2 at) {
  vec2 corner = at - 0.5;
  ivec2 base = ivec2(floor(corner));
  vec2 part = fract(corner);
  float below = mix(tone(base), tone(base + ivec2(1, 0)), part.x);
  float above = mix(tone(base + ivec2(0, 1)), tone(base + ivec2(1, 1)), part.x);
  return mix(below, above, part.y);
}

float depth(usampler2D energy, ivec2 at, int coarse) {
  ivec2 end = textureSize(energy, coarse) - 1;
  float share = float(texelFetch(energy, clamp(at, ivec2(0), end), coarse).r) / FULL;
  return -log(max(share, 1.0 / FULL));
}

vec2 depths(ivec2 at, int coarse) {
  return vec2(depth(plane, at, coarse), depth(other, at, coarse));
}

// One pixel alone is too noisy to tell its material: the mean of some around it is taken.
vec4 hue(vec2 at, int coarse) {
  vec2 corner = at - 0.5;
  ivec2 base = ivec2(floor(corner));
  vec2 part = fract(corner);
  vec2 seen = mix(
    mix(depths(base, coarse), depths(base + ivec2(1, 0), coarse), part.x),
    mix(depths(base + ivec2(0, 1), coarse), depths(base + ivec2(1, 1), coarse), part.x),
    part.y);
  float high = dual == 1 ? seen.x : seen.y;
  float low = dual == 1 ? seen.y : seen.x;
  float ratio = (low / max(high, 1e-4) - ratios.x) / (ratios.y - ratios.x);
  return texture(hues, vec2(sqrt(high / log(FULL)), ratio));
}

void main() {
  vec2 at = middle + (vec2(gl_FragCoord.x, canvas.y - gl_FragCoord.y) - canvas * 0.5) * perPixel;
  vec2 inTile = (at - vec2(float(left), 0.0)) / exp2(float(layer));
  float seen = smoothed(inTile);
  if (edge > 0.0) {
    float around = (smoothed(inTile + vec2(1.5, 0.0)) + smoothed(inTile - vec2(1.5, 0.0))
      + smoothed(inTile + vec2(0.0, 1.5)) + smoothed(inTile - vec2(0.0, 1.5))) * 0.25;
    seen += edge * (seen - around);
  }
  float grey = clamp((seen - levels.x) / (levels.y - levels.x), 0.0, 1.0);
  if (inverted) grey = 1.0 - grey;
  vec3 shade = vec3(grey);
  if (dual > 0) {
    int coarse = min(layer + 2, last);
    vec4 dye = hue(inTile / exp2(float(coarse - layer)), coarse);
    // Even the darkest keeps some of its colour.
    float light = mix(0.2, 1.0, grey);
    vec3 lit = light < 0.5 ? dye.rgb * (2.0 * light) : mix(dye.rgb, vec3(1.0), 2.0 * light - 1.0);
    shade = mix(shade, lit, dye.a);
  }
  colour = vec4(shade, 1.0);
}`;
