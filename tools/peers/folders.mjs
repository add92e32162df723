// The answers of npm `tokenizers` to the folders without tokenizer.json that folders.py writes: golden.jsonl from a tokenizer.json
// that says the same.
//
//   node folders.mjs TEXTS.json TOKENIZER.json FOLDER [TOKENIZER.json FOLDER ...]
import { readFileSync, writeFileSync } from 'node:fs'
import { configure, encode, utf16Indexes } from './encode.mjs'

const [textsFile, ...jobs] = process.argv.slice(2)
const texts = JSON.parse(readFileSync(textsFile, 'utf8')).map((text) => text.toWellFormed())

for (let job = 0; job < jobs.length; job += 2) {
  const current = configure({ tokenizer: jobs[job] })
  const lines = []
  for (const item of [...texts.map((text) => ({ text })), { text: texts[0], pair: texts[1] }]) {
    const encoding = await encode(current, item.text, item.pair ?? null)
    const maps = [item.text, item.pair].filter((text) => text !== undefined).map(utf16Indexes)
    const sequences = encoding.getSequenceIds?.() ?? []
    // Rust counts code points.
    const map = maps.length === 1 ? () => maps[0] : (i) => maps[sequences[i] ?? 0]
    lines.push(JSON.stringify({
      ...item,
      expected: {
        ids: encoding.getIds(),
        typeIds: encoding.getTypeIds(),
        attentionMask: encoding.getAttentionMask(),
        specialTokensMask: encoding.getSpecialTokensMask(),
        tokens: encoding.getTokens(),
        offsets: encoding.getOffsets().map((pair, i) => pair.map((at) => (map(i) ? map(i)[at] : at))),
        wordIds: encoding.getWordIds().map((word) => word ?? null),
      },
    }))
  }
  writeFileSync(`${jobs[job + 1]}/golden.jsonl`, lines.join('\n') + '\n')
}
