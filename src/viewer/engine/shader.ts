// The one program that draws everything: patches of cube faces, seen straight or bent, from the panorama's own camera or from
// another place in its room, alone or mixed with the picture before. GLSL only; gpu.ts feeds it.

// A patch is a parallelogram on the cube, cut into `cells` × `cells`; its vertices are counted in rows of triangle strips, each with
// its first and last vertex twice, so that no mesh needs to be stored. As a `rim` it is only what lies up to half a texel outside its
// edges, fading from half to nothing: drawn over the neighbours, whose rims lie over this one, it makes of two clamped edges exactly
// what bilinear sampling across them would give.
// In a room, a point p of the cube lies on the wall at p / nearness. Everything is multiplied by nearness: clip coordinates then are
// linear in p on every wall, as the texture is, and the hardware's interpolation is exact.
// Walls that turn their back to an eye outside are open: the others are drawn as if they went on, and cut where the open ones begin.
// w grows with the depth along the view, z = w − 0.02 cuts one centimetre before the eye and orders what is drawn by depth.
// A corner with a w of exactly 0 is moved by a hair: SwiftShader spoils its whole patch.
const vertexShader = `#version 300 es
layout(location=0) in vec3 corner;
layout(location=1) in vec3 across;
layout(location=2) in vec3 downward;
layout(location=3) in vec4 part;
layout(location=4) in float opacity;
uniform int cells;
uniform bool rim;
uniform float texels;
uniform float margin;
uniform mat3 axes;
uniform vec4 scale;
uniform vec2 bend;
uniform mat3 room;
uniform vec3 eye;
uniform mat3 door;
out highp vec4 texel;
out highp vec3 doorway;
out highp float shown;
void main() {
  vec2 at;
  float solid = opacity;
  if (rim) {
    float way = float(gl_VertexID >> 1) / float(cells);
    at = clamp(1.5 - abs(way - vec2(1.5, 2.5)), 0.0, 1.0);
    bool outside = (gl_VertexID & 1) == 1;
    solid *= outside ? 0.0 : 0.5;
    if (outside) at += (at - 0.5) / (part.z * texels);
  } else {
    int row = gl_VertexID / (2 * cells + 4);
    int along = clamp(gl_VertexID - row * (2 * cells + 4) - 1, 0, 2 * cells + 1);
    at = vec2(row + (along & 1), along >> 1) / float(cells);
    at += (at - 0.5) * margin / length(across);
  }
  vec3 p = corner + across * at.x + downward * at.y;
  float nearness = 1.0;
  shown = 1.0;
  if (room[2].x > 0.0) {
    vec3 q = vec3(p.x * room[2].y + p.z * room[2].z, p.y, p.z * room[2].y - p.x * room[2].z);
    vec3 stand = vec3(eye.x * room[2].y + eye.z * room[2].z, eye.y, eye.z * room[2].y - eye.x * room[2].z);
    vec3 before = step(1.0, stand * room[0]);
    vec3 behind = step(1.0, -stand * room[1]);
    vec3 walls = max((1.0 - before) * q * room[0], (behind - 1.0) * q * room[1]);
    vec3 open = max(before * q * room[0], -behind * q * room[1]);
    nearness = max(walls.x, max(walls.y, walls.z));
    shown = nearness - max(open.x, max(open.y, open.z));
    p -= eye * nearness;
  }
  doorway = door * p;
  p = axes * p;
  float w = mix(p.z, length(vec3(p.x, p.y * bend.y, p.z)), bend.x);
  w = abs(w) < 1e-5 ? 1e-5 : w;
  gl_Position = vec4(p.xy * scale.xy + scale.zw * w, w - 0.02 * nearness, w);
  texel = vec4(part.xy + at * part.z, part.w, solid);
}`

// Two pictures are mixed as light would be, that is by (nearly) the squares of their values: a mix of the values themselves
// darkens halfway. `share` is how much of the new one is seen: outside and inside of a doorway with soft edges.
const fragmentShader = `#version 300 es
precision highp float;
precision mediump sampler2DArray;
uniform sampler2DArray tiles;
uniform sampler2D before;
uniform vec2 share;
in highp vec4 texel;
in highp vec3 doorway;
in highp float shown;
out vec4 colour;
void main() {
  if (shown < 0.0) discard;
  vec4 here = texture(tiles, texel.xyz);
  colour = vec4(here.rgb, here.a * texel.w);
  if (share.x + share.y < 2.0) {
    vec2 edge = 1.0 - smoothstep(vec2(0.7, 0.9), vec2(1.3, 1.1), abs(doorway.xy) / max(doorway.z, 1e-6));
    float seen = mix(share.x, share.y, doorway.z > 0.0 ? edge.x * edge.y : 0.0);
    vec3 there = texelFetch(before, ivec2(gl_FragCoord.xy), 0).rgb;
    colour.rgb = sqrt(mix(there * there, here.rgb * here.rgb, seen));
  }
}`

/** Sizes of the instance attributes, in floats: corner, across, downward, part, opacity. */
export const attributeSizes = [3, 3, 3, 4, 1]
export const floatsPerPatch = 14

/** The vertices of a patch of so many cells, or of its rim. A single cell needs none of the doubled ones. */
export function verticesOf(cells: number, rim: boolean): { first: number; count: number } {
  if (rim) return { first: 0, count: (4 * cells + 1) * 2 }
  return cells === 1 ? { first: 1, count: 4 } : { first: 0, count: cells * (2 * cells + 4) }
}

export function linkProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)
    // A lost context makes no shaders; it will be restored and asked again.
    if (!shader) continue
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return program
}
