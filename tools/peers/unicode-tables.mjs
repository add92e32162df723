// Writes the Unicode tables of src/EmotionOnnx/Tokenization/Unicode by asking the reference about every code point.
//
//   node unicode-tables.mjs [OUTPUT FOLDER]
//
// Hugging Face's Rust crates pin Unicode versions of their own, each another one, so no Unicode data file describes
// what they do: the tables hold the answers of npm `tokenizers` in the version that package-lock.json pins.
import './numeric-tables.mjs'
import './pattern-tables.mjs'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hex, table, tableWriter } from './csharp-tables.mjs'
import { writeGraphemeTables } from './grapheme-tables.mjs'
import { writeNormalizationTables } from './normalization-tables.mjs'

const require = createRequire(import.meta.url)
const reference = require('tokenizers')
const version = JSON.parse(readFileSync(require.resolve('tokenizers/package.json'))).version
const here = dirname(fileURLToPath(import.meta.url))
const output = process.argv[2] ?? join(here, '../../src/EmotionOnnx/Tokenization/Unicode')

const Removed = 1, Space = 2, Punctuation = 4, Chinese = 8, NonspacingMark = 16, Decomposable = 32, Cased = 64, Word = 128
const HangulFirst = 0xac00, HangulCount = 11172

const off = { cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: false }
const clean = reference.bertNormalizer({ ...off, cleanText: true })
const chinese = reference.bertNormalizer({ ...off, handleChineseChars: true })
const strip = reference.bertNormalizer({ ...off, stripAccents: true })
const lower = reference.bertNormalizer({ ...off, lowercase: true })
const nfd = reference.nfdNormalizer()
const bert = reference.bertPreTokenizer()

const check = (condition, message) => {
  if (!condition) throw new Error(message)
}
const scalars = (text) => [...text].map((c) => c.codePointAt(0))
const inside = (normalizer, c) => normalizer.normalizeString('a' + c + 'b').slice(1, -1)

const codePoints = []
for (let c = 0; c < 0x110000; c++) if (c < 0xd800 || c >= 0xe000) codePoints.push(c)

// 1. What one code point answers by itself.
const flags = new Uint8Array(0x110000)
const decompositions = new Map()
const lowercase = new Map()
for (const c of codePoints) {
  const text = String.fromCodePoint(c)
  const name = 'U+' + c.toString(16)

  const cleaned = inside(clean, text)
  const pieces = bert.preTokenizeString('a' + text + 'b')
  if (pieces.length === 2) flags[c] |= Space
  if (pieces.length === 3) flags[c] |= Punctuation
  if (cleaned === '') flags[c] |= Removed
  else check(cleaned === (flags[c] & Space ? ' ' : text), `${name}: clean_text makes it ${JSON.stringify(cleaned)}`)

  const spaced = inside(chinese, text)
  if (spaced === ` ${text} `) flags[c] |= Chinese
  else check(spaced === text, `${name}: handle_chinese_chars makes it ${JSON.stringify(spaced)}`)

  const decomposed = inside(nfd, text)
  if (decomposed !== text) {
    decompositions.set(c, scalars(decomposed))
    flags[c] |= Decomposable
  } else if (inside(strip, text) === '') {
    flags[c] |= NonspacingMark
  }

  const lowered = inside(lower, text)
  if (lowered !== text) {
    lowercase.set(c, scalars(lowered))
    flags[c] |= Cased
  }
}
for (const [c, parts] of decompositions) {
  const kept = parts.filter((part) => !(flags[part] & NonspacingMark))
  const stripped = scalars(inside(strip, String.fromCodePoint(c)))
  check(kept.join() === stripped.join(), `U+${c.toString(16)}: strip_accents is not NFD without nonspacing marks`)
  check(parts.every((part) => !decompositions.has(part)), `U+${c.toString(16)}: the decomposition is not full`)
}

// 2. What counts as a word's character beside an added token (single_word), and as white space (lstrip, rstrip).
const tokenizer = (added) =>
  reference.Tokenizer.fromString(
    JSON.stringify({
      version: '1.0', truncation: null, padding: null, normalizer: null, post_processor: null, decoder: null,
      pre_tokenizer: { type: 'BertPreTokenizer' },
      added_tokens: [{ id: 1, content: '<X>', special: false, lstrip: false, rstrip: false, single_word: false, normalized: false, ...added }],
      model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: { '[UNK]': 0, '<X>': 1 } },
    }),
  )
const single = tokenizer({ single_word: true })
const stripping = tokenizer({ lstrip: true, rstrip: true })
for (let at = 0; at < codePoints.length; at += 8192) {
  const part = codePoints.slice(at, at + 8192)
  const texts = part.map((c) => String.fromCodePoint(c))
  const left = await single.encodeBatch(texts.map((text) => text + '<X>'))
  const right = await single.encodeBatch(texts.map((text) => '<X>' + text))
  const stripped = await stripping.encodeBatch(texts.map((text) => `a${text}<X>${text}b`))
  part.forEach((c, i) => {
    const name = 'U+' + c.toString(16)
    const isWord = !left[i].getIds().includes(1)
    check(isWord === !right[i].getIds().includes(1), `${name}: single_word differs on the left and on the right`)
    if (isWord) flags[c] |= Word
    const [start, end] = stripped[i].getOffsets()[stripped[i].getIds().indexOf(1)]
    const isSpace = (flags[c] & Space) !== 0
    check(start === (isSpace ? 1 : 2) && end === (isSpace ? 6 : 5), `${name}: lstrip and rstrip have another white space`)
  })
}

// 3. Hangul syllables decompose by arithmetic: they are left out of the table, once that is checked.
for (let i = 0; i < HangulCount; i++) {
  const c = HangulFirst + i
  const expected = [0x1100 + Math.floor(i / 588), 0x1161 + Math.floor((i % 588) / 28)]
  if (i % 28) expected.push(0x11a7 + (i % 28))
  check(decompositions.get(c)?.join() === expected.join(), `U+${c.toString(16)}: not the arithmetic of Hangul`)
}

// 4. The order of combining marks. The reference sorts them by combining class; only the classes' order matters, and that
//    shows in which of two marks comes first.
const swaps = (first, second) => {
  const text = String.fromCodePoint(first, second)
  return !decompositions.has(first) && !decompositions.has(second) && nfd.normalizeString(text) !== text
}
const Lowest = 0x334, Highest = 0x345 // combining classes 1 and 240
const marks = codePoints.filter((c) => swaps(c, Lowest) || swaps(Highest, c) || c === Lowest || c === Highest)
marks.sort((a, b) => (swaps(b, a) ? -1 : swaps(a, b) ? 1 : a - b))
const order = new Map()
let rank = 0
marks.forEach((c, i) => {
  if (i === 0 || swaps(c, marks[i - 1])) rank++
  order.set(c, rank)
  flags[c] |= Decomposable
})
const representatives = [...new Map([...order].map(([c, r]) => [r, c])).values()]
for (const c of marks) {
  for (const other of representatives) {
    check(swaps(c, other) === order.get(c) > order.get(other), `U+${c.toString(16)} and U+${other.toString(16)}: the marks have no single order`)
  }
}

for (let i = 0; i < HangulCount; i++) decompositions.delete(HangulFirst + i)

// Writing.
const write = tableWriter(output, 'unicode-tables.mjs', version)

const starts = [0]
for (let c = 1; c < 0x110000; c++) if (flags[c] !== flags[c - 1]) starts.push(c)
write('CharacterClassData', [
  table('int', 'Starts', 'The first code point of each run of equal flags; a run ends where the next one starts.', starts.map(hex)),
  table('byte', 'Flags', 'The flags of each run (CharacterClass).', starts.map((c) => flags[c]), 32),
])

const sources = [...decompositions.keys()].sort((a, b) => a - b)
const targets = sources.map((c) => decompositions.get(c))
const ends = []
targets.reduce((sum, parts) => (ends.push(sum + parts.length), sum + parts.length), 0)
const ordered = [...order.keys()].sort((a, b) => a - b)
const orderStarts = ordered.filter((c) => order.get(c - 1) !== order.get(c))
write('DecompositionData', [
  table('int', 'Sources', 'The code points with a canonical decomposition, ascending; Hangul syllables are left to arithmetic.', sources.map(hex)),
  table('ushort', 'Ends', 'Where the decomposition of each source ends in Targets; it starts where the one before ends.', ends),
  table('int', 'Targets', 'The full decompositions, one after another.', targets.flat().map(hex)),
  table('int', 'MarkStarts', 'Runs of combining marks of equal order: first code point.', orderStarts.map(hex)),
  table('int', 'MarkEnds', 'Runs of combining marks of equal order: last code point.', orderStarts.map((c) => {
    let last = c
    while (order.get(last + 1) === order.get(c)) last++
    return hex(last)
  })),
  table('byte', 'MarkOrders', 'The order of each run: marks that follow one another are sorted by it.', orderStarts.map((c) => order.get(c)), 32),
])

// Lower case: runs of code points (step 1 or 2) that move by the same distance.
const singles = [...lowercase].filter(([, to]) => to.length === 1).map(([c, [to]]) => [c, to - c]).sort((a, b) => a[0] - b[0])
const runs = []
for (const [c, distance] of singles) {
  const run = runs.at(-1)
  const step = run ? c - run.last : 0
  if (run && run.distance === distance && (run.step === step || (run.first === run.last && step <= 2))) {
    run.last = c
    run.step = step
  } else {
    runs.push({ first: c, last: c, step: 1, distance })
  }
}
check(runs.every((run, i) => i === 0 || run.first > runs[i - 1].last), 'runs of lower case overlap')
const several = [...lowercase].filter(([, to]) => to.length > 1)
check(several.length === 1 && several[0][0] === 0x130 && several[0][1].join() === '105,775', 'only U+0130 has more than one lower-case letter')
write('LowercaseData', [
  table('int', 'Firsts', 'Runs of code points that move by the same distance: first code point.', runs.map((run) => hex(run.first))),
  table('int', 'Lasts', 'Runs of code points that move by the same distance: last code point.', runs.map((run) => hex(run.last))),
  table('byte', 'Steps', 'The step within a run, 1 or 2 (upper and lower case in turn).', runs.map((run) => run.step), 32),
  table('int', 'Distances', 'How far a run moves.', runs.map((run) => run.distance)),
])
console.log(`${codePoints.length} code points, ${starts.length} runs of flags, ${sources.length} decompositions, ${order.size} marks in ${rank} orders, ${runs.length} runs of lower case`)

writeNormalizationTables({ reference, codePoints, lowercase, inside, scalars, check, hex, table, write })
writeGraphemeTables({ reference, codePoints, check, hex, table, write })
