// The large furniture as boxes, for the model and the plan: where the things stand in the pictures.
import type { Paint } from './glb.ts'

const oak: Paint = { ink: '#c9a06c' }
const paleOak: Paint = { ink: '#e0c8a2' }
const walnut: Paint = { ink: '#6b4a38' }
const blue: Paint = { ink: '#7796a3' }
const green: Paint = { ink: '#5d7d62' }
const sage: Paint = { ink: '#a9bda4' }
const white: Paint = { ink: '#f7f5f0' }
const red: Paint = { ink: '#b64b38' }
const yellow: Paint = { ink: '#dcae3c' }
const dark: Paint = { ink: '#3c4146' }

/** Paint, from x and z, to x and z, from and to height. */
export const furniture: readonly (readonly [Paint, number, number, number, number, number, number])[] = [
  [red, 0.95, 4.75, 2.95, 7.65, 0, 0.02],
  [blue, 2.75, 4.95, 3.7, 7.45, 0, 0.45],
  [blue, 3.5, 4.95, 3.7, 7.45, 0.45, 0.78],
  [walnut, 0.02, 4.9, 0.42, 7.5, 0, 0.5],
  [dark, 0.03, 5.47, 0.09, 6.93, 0.86, 1.7],
  [oak, 1.7, 4, 3.4, 4.3, 0, 2.1],
  [white, 1.45, 5.55, 2.25, 6.35, 0.38, 0.42],
  [red, 0.6, 4.35, 1.4, 5.1, 0, 0.45],
  [oak, 4.8, 7.1, 5.18, 8.3, 0, 0.78],
  [dark, 8.34, 4.02, 8.98, 4.66, 0, 1.98],
  [sage, 8.41, 4.68, 8.99, 5.29, 0, 2.3],
  [sage, 8.4, 5.3, 9, 7.7, 0, 0.88],
  [paleOak, 8.65, 5.3, 9, 7.7, 1.5, 2.3],
  [oak, 6.1, 6.49, 7.8, 7.41, 0.71, 0.75],
  [paleOak, 6.9, 4.02, 8, 4.34, 0.4, 0.82],
  [white, 10.5, 5.45, 12.58, 7.25, 0, 0.55],
  [green, 10.62, 5.43, 11.1, 7.27, 0.5, 0.58],
  [oak, 12.48, 5.4, 12.6, 7.3, 0, 1.12],
  [white, 9.16, 5.35, 9.75, 7.5, 0, 2.5],
  [walnut, 10.95, 4.02, 12.15, 4.45, 0, 0.84],
  [walnut, 12.2, 4.87, 12.58, 5.37, 0, 0.5],
  [walnut, 12.2, 7.33, 12.58, 7.83, 0, 0.5],
  [paleOak, 7.05, 1.9, 9.25, 2.5, 0, 2.6],
  [green, 4, 1.92, 5.5, 2.28, 0.3, 0.5],
  [walnut, 7.25, 3.53, 8.25, 3.84, 0.5, 0.74],
  [white, 10.9, 1.9, 12.6, 2.62, 0, 0.58],
  [paleOak, 0.03, 1, 0.63, 2.5, 0.7, 0.74],
  [white, 0.05, 2.09, 0.6, 2.47, 0.1, 0.7],
  [white, 2.45, 0.1, 3.43, 2, 0, 0.5],
  [white, 0.3, 3.51, 2.2, 3.84, 0, 1.25],
  [yellow, 2.48, 2.18, 3.02, 2.72, 0, 0.36],
]
