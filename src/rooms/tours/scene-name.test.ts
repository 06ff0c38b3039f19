import { expect, it } from 'vitest'
import { sceneNameFrom } from './scene-name.ts'

it.each([
  ['living-room.jpg', 'living room'],
  ['02_Қонақ бөлме.JPEG', 'Қонақ бөлме'],
  ['R0010023.JPG', 'R0010023'],
  ['folder/inner/kitchen.png', 'kitchen'],
  ['101.jpg', '101'],
  ['.jpg', '1'],
])('names the scene of %s %s', (fileName, name) => {
  expect(sceneNameFrom(fileName)).toBe(name)
})
