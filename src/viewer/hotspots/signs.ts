// The signs on the dots of hotspots, drawn like the viewer's other icons: strokes of 1.75 px on a grid of 24.
export const signs = {
  upstairs: 'M4 20h4v-4h4v-4h4V8h4M7 11V4M4 7l3-3 3 3',
  downstairs: 'M4 8h4v4h4v4h4v4h4M17 4v7M14 8l3 3 3-3',
  gallery: 'M4 6h16v12H4zM4 15.5l4.5-4.5 3.5 3.5 2.5-2.5 5.5 4.5M15.5 9v.1',
  video: 'M8.5 5.5v13l10-6.5z',
  sound: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9.5a3.6 3.6 0 0 1 0 5M18 7a7.2 7.2 0 0 1 0 10',
  soundOff: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 10l4.5 4.5M20 10l-4.5 4.5',
  web: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M4 12h16M12 4c-4.7 4.7-4.7 11.3 0 16M12 4c4.7 4.7 4.7 11.3 0 16',
  property: 'M4 11.5 12 5l8 6.5M6.5 9.8V19h11V9.8M10 19v-5h4v5',
  before: 'M15 5l-7 7 7 7',
  after: 'M9 5l7 7-7 7',
}
