import { beforeAll, expect, it } from 'vitest'
import { codedFace, codedPanorama, pictureFolder } from '#test/support/panoramas.ts'
import { faceOfSet } from './face-file.ts'

let square: string
let wide: string
beforeAll(async () => {
  const { save } = await pictureFolder()
  square = await save('square.png', codedFace('f').png())
  wide = await save('wide.png', codedPanorama().png())
})

it.each([
  ['Hall-front.png', 'f', 'hall', false],
  ['pano_u.jpg', 'u', 'pano', false],
  ['face0.png', 'f', 'face', true],
  ['face5.png', 'd', 'face', true],
  ['2.jpg', 'b', '', true],
  ['pano_1.jpg', 'r', 'pano', true],
])('%s is side %s of the set "%s"', async (name, side, setName, isNumbered) => {
  expect(await faceOfSet(square, name)).toEqual({ side, setName, isNumbered })
})

it.each(['IMG_2045.jpg', 'face6.png', '12.png', 'room.png', 'a10.png'])('%s is no face', async (name) => {
  expect(await faceOfSet(square, name)).toBeUndefined()
})

it('only squares are faces', async () => {
  expect(await faceOfSet(wide, 'face0.png')).toBeUndefined()
})
