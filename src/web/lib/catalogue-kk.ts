// All fragments of the words in one language; its own chunk.
export const fragments = import.meta.glob<Record<string, string>>(['../../words/kk.json', '../../words/*.kk.json'], {
  eager: true,
  import: 'default',
})
