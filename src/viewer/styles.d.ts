// Style sheets are imported for their effect: the build collects them.
declare module '*.css'

// As text, for what is loaded later and brings its own rules along.
declare module '*.css?inline' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: this is how the build hands it out
  export default text
}
