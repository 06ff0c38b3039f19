// The product's mark, as browsers ask for it: a horizon inside a turned cube, as in the studio's rail.
export const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<path d="M16 2.5 28 9.2v13.6L16 29.5 4 22.8V9.2L16 2.5Z" fill="#0B7285"/>' +
  '<path d="M4 16.8c4-2.6 8-3.9 12-3.9s8 1.3 12 3.9v6L16 29.5 4 22.8v-6Z" fill="#fff" opacity=".3"/>' +
  '<circle cx="16" cy="13" r="3.2" fill="#F2B705"/></svg>'
