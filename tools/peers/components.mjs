// Writes tests/EmotionOnnx.Tests/Tokenization/Golden/components: for each component of a tokenizer.json, alone and in sequence, and
// for whole tokenizers as transformers writes them, a folder with a small tokenizer.json and answers.jsonl, what npm
// `tokenizers` makes of the sentences in texts.json.
//
//   node components.mjs [NAME ...]      (needs /usr/bin/python3 with sentencepiece, for a normalization table)
//
// The first line of answers.jsonl is {digests, decoded?}: for each text of texts.json the first 12 hexadecimal digits of its answer's
// SHA-256, between spaces, and if there is a decoder, those of the decoded ids. A digest tells little, so the answers to some texts stand
// below it in full: lines of {text, pair?, bare?, answer} or {text, pair?, bare?, error}, and {ids, decoded, all}.
//   text, pair  indexes into texts.json; bare: without special tokens
//   answer      a list of strings; they and the tokens, with U+0001 between those, are what the digest is of, with line feeds between
//               them (`error` where the reference refuses a text):
//     ids         numbers between spaces
//     type ids, attention mask, special tokens mask
//                 a digit for each token; empty where they are all 0, all 1, and 1 for the tokens of no word
//     offsets     for each token its length in UTF-16 units, after `gap+` where it does not begin at the end of the token before;
//                 `.` where it has no place in the text (0, 0)
//     words       `.` where a token is of no word, `=` of the word before, `+` of the next, else the number in parentheses
//   decoded     the text of the ids without special tokens; all: with them. The digest is of both, with a line feed between them
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { configure, utf16Indexes } from './encode.mjs'
import addedTokens from './components/added-tokens.mjs'
import decoders from './components/decoders.mjs'
import models from './components/models.mjs'
import normalizers from './components/normalizers.mjs'
import postProcessors from './components/post-processors.mjs'
import preTokenizers from './components/pre-tokenizers.mjs'
import wholes from './components/wholes.mjs'
import { folder, kept, texts, writeTexts } from './components/texts.mjs'

const shownOffsets = (offsets, special, maps, sequences) => {
  let last = [0, 0]
  return offsets.map(([start, end], i) => {
    if (special[i] && end === 0) return '.'
    const text = sequences[i] ?? 0
    const [from, to] = maps[text] ? [maps[text][start], maps[text][end]] : [start, end]
    const gap = from - last[text]
    last[text] = to
    return `${gap === 0 ? '' : gap + '+'}${to - from}`
  }).join(' ')
}

// Which text each token is of. ByteLevel behind a template counts the template's parts instead, special tokens with them.
const textsOf = (encoding) => {
  const sequences = encoding.getSequenceIds()
  const special = encoding.getSpecialTokensMask()
  const parts = [...new Set(sequences.filter((_, i) => !special[i]))].sort((a, b) => a - b)
  return parts.some((part) => part > 1) || !parts.includes(0) ? sequences.map((part) => Math.max(0, parts.indexOf(part))) : sequences
}

const shownWords = (words) => {
  let last = -1
  return words.map((word) => {
    if (word === null) return '.'
    const shown = word === last ? '=' : word === last + 1 ? '+' : `(${word})`
    last = word
    return shown
  }).join('')
}

const answer = async (tokenizer, question, decodes) => {
  const [first, second] = [texts[question.text], question.pair === undefined ? null : texts[question.pair]]
  let encoding
  try {
    encoding = await tokenizer.encode(first, second, { addSpecialTokens: !question.bare })
  } catch (error) {
    return { ...question, error: error.message }
  }
  const ids = encoding.getIds()
  const special = encoding.getSpecialTokensMask()
  const words = encoding.getWordIds().map((word) => word ?? null)
  const digits = (values, isUsual) => (values.every(isUsual) ? '' : values.join(''))
  const compact = [
    ids.join(' '), digits(encoding.getTypeIds(), (type) => type === 0), digits(encoding.getAttentionMask(), (bit) => bit === 1), digits(special, (bit, i) => (bit === 1) === (words[i] === null)),
    shownOffsets(encoding.getOffsets(), special, [first, second ?? ''].map(utf16Indexes), textsOf(encoding)), shownWords(words),
  ]
  return { ...question, answer: compact, tokens: encoding.getTokens().join('\u0001'), ...(decodes && { decoded: await tokenizer.decode(ids, true), all: await tokenizer.decode(ids, false) }) }
}
const digest = (parts) => createHash('sha256').update(parts.join('\n'), 'utf8').digest('hex').slice(0, 12)

// Ids in orders that no text gives: halves of characters, special tokens in the middle, ids that there are not.
const idLists = (size) => {
  const lists = []
  let state = 12345
  const next = (below) => (state = (state * 1103515245 + 12345) % 2147483648) % below
  for (let i = 0; i < 8; i++) lists.push(Array.from({ length: next(14) }, () => (next(20) === 0 ? size + next(9) : next(size))))
  return lists
}

const groups = {
  normalizers: { definitions: normalizers }, preTokenizers: { definitions: preTokenizers }, models: { definitions: models, pairs: [[0, 36]] },
  postProcessors: { definitions: postProcessors, pairs: [[0, 36], [21, 24], [3, 12], [44, 3]], bare: true, decodes: true },
  addedTokens: { definitions: addedTokens, pairs: [[27, 43]], decodes: true }, decoders: { definitions: decoders, decodes: true },
  wholes: { definitions: wholes, pairs: [[0, 36], [21, 24], [3, 44]], bare: true, decodes: true },
}

const wanted = process.argv.slice(2)
const components = new URL('components/', folder)
if (wanted.length === 0) rmSync(components, { recursive: true, force: true })
mkdirSync(components, { recursive: true })
writeTexts()
let count = 0
let size = 0
for (const { definitions, pairs = [], bare = false, decodes = false } of Object.values(groups)) {
  for (const [name, definition] of Object.entries(definitions)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    mkdirSync(new URL(`${name}/`, components), { recursive: true })
    const file = new URL(`${name}/tokenizer.json`, components)
    const json = JSON.stringify(definition) + '\n'
    writeFileSync(file, json)
    const { tokenizer } = configure({ tokenizer: file })
    const questions = [
      ...[...kept].map((text) => ({ text })),
      ...pairs.map(([text, pair]) => ({ text, pair })),
      ...(bare ? [{ text: 43, bare: true }, { text: 0, pair: 36, bare: true }] : []),
    ]
    const lines = []
    const isDecoded = decodes || definition.decoder !== null
    const all = []
    for (const text of texts.keys()) all.push(await answer(tokenizer, { text }, isDecoded))
    const digests = all.map(({ answer, tokens }) => digest(answer ? [...answer, tokens] : ['error'])).join(' ')
    const decoded = isDecoded ? all.map(({ decoded, all }) => digest([decoded ?? 'error', all ?? ''])).join(' ') : undefined
    for (const question of questions) {
      const { tokens: _, ...line } = await answer(tokenizer, question, isDecoded)
      lines.push(line)
    }
    if (isDecoded) {
      for (const ids of idLists(tokenizer.getVocabSize(true))) lines.push({ ids, decoded: await tokenizer.decode(ids, true), all: await tokenizer.decode(ids, false) })
    }
    const answers = [{ digests, decoded }, ...lines].map((line) => JSON.stringify(line)).join('\n') + '\n'
    writeFileSync(new URL(`${name}/answers.jsonl`, components), answers)
    count++
    size += json.length + Buffer.byteLength(answers)
    const errors = lines.filter((line) => line.error).length
    if (errors) console.log(`${name}: ${errors} of ${lines.length} refused: ${lines.find((line) => line.error).error}`)
  }
}
console.log(`${count} tokenizers, ${size} bytes`)
