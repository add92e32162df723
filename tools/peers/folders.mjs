// The answers of npm `tokenizers` to the folders without tokenizer.json that folders.py writes: golden.jsonl from a tokenizer.json
// that says the same.
//
//   node folders.mjs TEXTS.json TOKENIZER.json FOLDER [TOKENIZER.json FOLDER ...]
import { readFileSync, writeFileSync } from 'node:fs'
import { configure, encode, utf16Indexes } from './encode.mjs'

const [textsFile, ...jobs] = process.argv.slice(2)
const texts = JSON.parse(readFileSync(textsFile, 'utf8')).map((text) => text.toWellFormed())

for (let job = 0; job < jobs.length; job += 2) {
  const definition = JSON.parse(readFileSync(jobs[job], 'utf8'))
  const names = {}
  if (Array.isArray(definition.model.vocab)) definition.model.vocab.forEach(([token], id) => { names[id] = token })
  else for (const [token, id] of Object.entries(definition.model.vocab)) names[id] = token
  for (const { id, content } of definition.added_tokens) names[id] = content
  const current = configure({ tokenizer: jobs[job] })
  const lines = []
  for (const item of [...texts.map((text) => ({ text })), { text: texts[0], pair: texts[1] }]) {
    const encoding = await encode(current, item.text, item.pair ?? null)
    const maps = [item.text, item.pair].filter((text) => text !== undefined).map(utf16Indexes)
    const special = encoding.getSpecialTokensMask()
    const sequences = encoding.getSequenceIds?.() ?? []
    const ids = encoding.getIds()
    // Only where both texts are plain are the offsets of a pair the same in both countings.
    const map = maps.length === 1 ? () => maps[0] : (i) => maps[sequences[i] ?? 0]
    lines.push(JSON.stringify({
      ...item,
      expected: {
        ids,
        typeIds: encoding.getTypeIds(),
        attentionMask: encoding.getAttentionMask(),
        specialTokensMask: special,
        // Of an added token the reference shows the text that it took; here stands the token itself.
        tokens: encoding.getTokens().map((token, i) => (special[i] ? token : names[ids[i]])),
        offsets: encoding.getOffsets().map((pair, i) => pair.map((at) => (map(i) ? map(i)[at] : at))),
        wordIds: encoding.getWordIds().map((word) => word ?? null),
      },
    }))
  }
  writeFileSync(`${jobs[job + 1]}/golden.jsonl`, lines.join('\n') + '\n')
}
