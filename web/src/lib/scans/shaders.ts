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
  colour = vec4(vec3(inverted ? 1.0 - grey : grey), 1.0);
}`;
