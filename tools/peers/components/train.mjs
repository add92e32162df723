// Small models from sentences of our own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reference } from '../encode.mjs'

const sentences = `I love this day so much, thank you all! She was not happy about the loss of her dear old dog.
They were really angry, and we were afraid. What a surprise! What a lovely, lovely evening it is.
joy anger fear sadness surprise love disgust gratitude pride relief hope thanks thankful thankfulness unhappy unhappiest
You're right, I'm sorry; it's what he'd said: they've won, we'll see, don't cry. It was the end of the first new year.
Il était très heureux, mais elle était fâchée. Ça va, merci beaucoup! Der Hund schläft, die Straße ist naß, schöne Grüße.
the house is quiet and the dog sleeps in the chair, nobody sings any more, my mother wrote to me on the first day
1 12 123 2024 in 1999 there were 100 people`.split('\n')

const inFolder = (use) => {
  const folder = mkdtempSync(join(tmpdir(), 'components-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The model that the reference's own trainer makes, after a normalizer and a pre-tokenizer. */
export const trained = (model, preTokenizer) =>
  inFolder((folder) => {
    const tokenizer = new reference.Tokenizer(reference[model].empty())
    tokenizer.setPreTokenizer(preTokenizer)
    writeFileSync(join(folder, 'text'), sentences.join('\n'))
    tokenizer.train([join(folder, 'text')])
    tokenizer.save(join(folder, 'json'), false)
    return JSON.parse(readFileSync(join(folder, 'json'))).model
  })

/** A vocabulary object from a list. */
export const vocabulary = (...tokens) => Object.fromEntries([...new Set(tokens.flat())].map((token, id) => [token, id]))

/** The first merges of a BPE model, and its vocabulary without what the others make, after some tokens ahead of all. */
export const shortened = (model, ahead, merges, alphabet = []) => {
  const kept = model.merges.slice(0, merges)
  const made = new Set(model.merges.map((pair) => pair.join('')))
  const letters = Object.keys(model.vocab).filter((token) => !made.has(token))
  return { vocab: vocabulary(ahead, alphabet, letters, kept.map((pair) => pair.join(''))), merges: kept }
}

/** BPE with a continuing prefix and an ending, which the reference's trainer is not asked for here: most frequent pair first. */
export const trainedWith = (prefix, suffix, count) => {
  const words = new Map()
  for (const word of sentences.join(' ').toLowerCase().match(/[\p{L}]+|[^\s\p{L}]/gu)) words.set(word, (words.get(word) ?? 0) + 1)
  const spelled = [...words].map(([word, times]) => ({ times, parts: [...word].map((c, i, all) => (i ? prefix : '') + c + (i === all.length - 1 ? suffix : '')) }))
  const join = ([a, b]) => a + (prefix && b.startsWith(prefix) ? b.slice(prefix.length) : b)
  const letters = [...new Set(spelled.flatMap(({ parts }) => parts))].sort()
  const merges = []
  while (merges.length < count) {
    const pairs = new Map()
    for (const { times, parts } of spelled) for (let i = 0; i + 1 < parts.length; i++) {
      const pair = parts[i] + '\n' + parts[i + 1]
      pairs.set(pair, (pairs.get(pair) ?? 0) + times)
    }
    const [best] = [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? []
    if (best === undefined) break
    const [a, b] = best.split('\n')
    merges.push([a, b])
    for (const { parts } of spelled) for (let i = 0; i + 1 < parts.length; i++) if (parts[i] === a && parts[i + 1] === b) parts.splice(i, 2, join([a, b]))
  }
  return { letters, merges, tokens: [...letters, ...merges.map(join)] }
}
