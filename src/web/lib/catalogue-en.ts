// All fragments of the words in one language; its own chunk.
export const fragments = import.meta.glob<Record<string, string>>(['../../words/en.json', '../../words/*.en.json'], {
  eager: true,
  import: 'default',
})
