import { expect, it } from 'vitest'
import { tightened } from './viewer-bundle.ts'

it('takes comments and needless space out of a shader', () => {
  const glsl = `
uniform vec2 share; // of the new picture
/* two
   lines */
void main() {
  float seen = mix(share.x, -share.y, a ? b : c);
  at = vec2(row + (along & 1), along >> 1) / float(cells);
}`
  expect(tightened(glsl)).toBe(
    'uniform vec2 share;void main(){float seen=mix(share.x,-share.y,a?b:c);at=vec2(row+(along&1),along>>1)/float(cells);}',
  )
})

it('keeps words, signs and lines for the preprocessor apart', () => {
  expect(tightened('a = b - -c;\nd = e - f + (g);')).toBe('a=b - -c;d=e-f+(g);')
  expect(tightened('int a;\n#define half 0.5\nint b;')).toBe('int a;\n#define half 0.5\nint b;')
  expect(tightened('out highp vec4 texel;')).toBe('out highp vec4 texel;')
})
