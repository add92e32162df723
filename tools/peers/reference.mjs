// The reference's side of EmotionOnnx.Parity: tokenizes what comes on standard input with npm `tokenizers`.
//
// Both directions speak frames: a 32-bit little-endian length, then so many bytes.
// In, first byte 1: JSON {tokenizer or vocabulary and lowercase, truncation?, padding?, addSpecialTokens?, windows?}; answered by
// JSON {version} or {error}.
// In, first byte 2: texts, each a first and a second one as a 32-bit number of UTF-16 units (-1: none) and the units.
// In, first byte 3: a byte with a number of rounds, then texts; answered by the seconds of the fastest round as a 64-bit float.
// Out for 2: 32-bit numbers. Per text: the number of tokens, or -1 and a frame's worth of error text; then ids, type ids, attention
// mask, special tokens mask, starts and ends (UTF-16 indexes); then the number of overflowing windows and those.
import { createRequire } from 'node:module'
import { readFileSync, readSync, writeSync } from 'node:fs'

const reference = createRequire(import.meta.url)('tokenizers')
const version = JSON.parse(readFileSync(new URL('./node_modules/tokenizers/package.json', import.meta.url))).version

const readExactly = (length) => {
  const buffer = Buffer.alloc(length)
  for (let at = 0; at < length; ) {
    let count
    try {
      count = readSync(0, buffer, at, length - at, null)
    } catch (error) {
      if (error.code === 'EAGAIN') continue
      throw error
    }
    if (count === 0) return null
    at += count
  }
  return buffer
}
const writeAll = (buffer) => {
  for (let at = 0; at < buffer.length; ) {
    try {
      at += writeSync(1, buffer, at)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
  }
}
const writeFrame = (payload) => {
  const head = Buffer.alloc(4)
  head.writeInt32LE(payload.length)
  writeAll(head)
  writeAll(payload)
}

/** A BERT tokenizer over a vocab.txt, as transformers builds it. */
const fromVocabulary = (file, lowercase) => {
  const vocab = {}
  readFileSync(file, 'utf8').split('\n').forEach((line, id, lines) => {
    if (id < lines.length - 1 || line !== '') vocab[line.trimEnd()] = id
  })
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
  return JSON.stringify({
    version: '1.0', truncation: null, padding: null,
    added_tokens: special.map((content) => ({ id: vocab[content], content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', sep: ['[SEP]', vocab['[SEP]']], cls: ['[CLS]', vocab['[CLS]']] },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  })
}

const configure = (request) => {
  const json = JSON.parse(request.vocabulary ? fromVocabulary(request.vocabulary, request.lowercase) : readFileSync(request.tokenizer, 'utf8'))
  if ('truncation' in request) json.truncation = request.truncation
  if ('padding' in request) json.padding = request.padding
  const tokenizer = reference.Tokenizer.fromString(JSON.stringify(json))
  return { tokenizer, options: { addSpecialTokens: request.addSpecialTokens ?? true }, windows: request.windows }
}

// With truncation set on the tokenizer, version 0.23 stops reading a text soon after the cut: windows that overflow are
// incomplete or missing, and of a pair the odd token may go to the other text. So windows are cut here as its own
// truncate_encodings does it, from encodings of the whole texts, with the reference's truncate and post-processor.
const encodeWindows = async ({ tokenizer, windows }, first, second) => {
  const whole = { addSpecialTokens: false }
  const a = await tokenizer.encode(first, null, whole)
  // As the second of a pair, so that its overflow is of type 1.
  const b = second === null ? null : await tokenizer.encode('', second, whole)
  const specials = (await tokenizer.encode('', b && '')).getLength()
  const most = windows.maxLength - specials
  let [n1, n2] = [a.getLength(), b ? b.getLength() : 0]
  const excess = n1 + n2 - most
  if (excess > 0) {
    if (windows.strategy === 'LongestFirst' && b) {
      let [shorter, longer] = n1 > n2 ? [n2, n1] : [n1, n2]
      const swapped = n1 > n2
      longer = shorter > most ? shorter : Math.max(shorter, most - shorter)
      if (shorter + longer > most) {
        shorter = Math.floor(most / 2)
        longer = shorter + (most % 2)
      }
      ;[n1, n2] = swapped ? [longer, shorter] : [shorter, longer]
    } else if (windows.strategy === 'OnlySecond') {
      if (n2 <= excess) throw new Error('Sequence to truncate too short')
      n2 -= excess
    } else {
      if (n1 <= excess) throw new Error('Sequence to truncate too short')
      n1 -= excess
    }
  }
  for (const [encoding, length] of [[a, n1], [b, n2]]) {
    if (encoding && length < encoding.getLength()) {
      if (windows.stride >= length) throw new Error('The stride is too long')
      encoding.truncate(length, windows.stride, windows.direction.toLowerCase())
    }
  }
  return tokenizer.postProcess(a, b, true)
}

/** From Rust's offsets, which count code points, to UTF-16 indexes; null where they are the same. */
const utf16Indexes = (text) => {
  if (!/[\ud800-\udfff]/.test(text)) return null
  const map = [0]
  for (const c of text) map.push(map.at(-1) + c.length)
  return map
}

const append = (out, encoding, maps, isWindow = false) => {
  const ids = encoding.getIds()
  const offsets = encoding.getOffsets()
  // The type id tells the text: sequence ids are lost where an encoding was truncated. Special tokens are (0, 0) in either.
  const types = encoding.getTypeIds()
  const at = (i, side) => {
    const map = maps[maps[1] === undefined ? 0 : types[i]]
    return map ? map[offsets[i][side]] : offsets[i][side]
  }
  out.push(ids.length)
  for (const list of [ids, encoding.getTypeIds(), encoding.getAttentionMask(), encoding.getSpecialTokensMask()]) {
    for (const value of list) out.push(value)
  }
  for (const side of [0, 1]) for (let i = 0; i < ids.length; i++) out.push(at(i, side))
  const overflow = encoding.getOverflowing()
  // Windows of a pair have windows of their own, which stand in the list anyway.
  out.push(isWindow ? 0 : overflow.length)
  if (!isWindow) for (const window of overflow) append(out, window, maps, true)
}

const appendError = (out, message) => {
  const bytes = Buffer.from(message, 'utf8')
  out.push(-1, bytes.length, ...bytes)
}

const time = async (frame) => {
  const texts = []
  for (let at = 2; at < frame.length; ) {
    const units = frame.readInt32LE(at)
    texts.push(frame.toString('utf16le', at + 4, at + 4 + 2 * units))
    at += 4 + 2 * units
  }
  let best = Infinity
  for (let round = 0; round < frame[1]; round++) {
    const start = process.hrtime.bigint()
    for (const text of texts) await current.tokenizer.encode(text, null, current.options)
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9)
  }
  const answer = Buffer.alloc(8)
  answer.writeDoubleLE(best)
  return answer
}

let current
for (;;) {
  const head = readExactly(4)
  if (head === null) break
  const frame = readExactly(head.readInt32LE())
  if (frame[0] === 1) {
    let answer
    try {
      current = configure(JSON.parse(frame.subarray(1).toString('utf8')))
      answer = { version }
    } catch (error) {
      answer = { error: error.message }
    }
    writeFrame(Buffer.from(JSON.stringify(answer), 'utf8'))
    continue
  }

  if (frame[0] === 3) {
    writeFrame(await time(frame))
    continue
  }

  const out = []
  for (let at = 1; at < frame.length; ) {
    const texts = []
    for (let i = 0; i < 2; i++) {
      const units = frame.readInt32LE(at)
      at += 4
      texts.push(units < 0 ? null : frame.toString('utf16le', at, at + 2 * units))
      at += 2 * Math.max(0, units)
    }
    try {
      const encoding = current.windows
        ? await encodeWindows(current, texts[0], texts[1])
        : await current.tokenizer.encode(texts[0], texts[1], current.options)
      append(out, encoding, texts.map((text) => (text === null ? undefined : utf16Indexes(text))))
    } catch (error) {
      appendError(out, error.message)
    }
  }
  writeFrame(Buffer.from(Int32Array.from(out).buffer))
}
