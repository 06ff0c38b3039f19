// All fragments of the words in one language; its own chunk.
export const fragments = import.meta.glob<Record<string, string>>(['../../words/ru.json', '../../words/*.ru.json'], {
  eager: true,
  import: 'default',
})
