// The reference's side of EmotionOnnx.Parity: tokenizes what comes on standard input with npm `tokenizers`.
//
// Both directions speak frames: a 32-bit little-endian length, then so many bytes.
// In, first byte 1: JSON {tokenizer, or vocabulary and lowercase, or vocabulary and merges and roberta; truncation?, padding?,
// addSpecialTokens?, windows?, detail?}; answered by JSON {version} or {error}.
// In, first byte 2: texts, each a first and a second one as a 32-bit number of UTF-16 units (-1: none) and the units.
// In, first byte 3: a byte with the seconds to go on for, then texts; answered by the seconds of the fastest round over
// them, with encode and with encodeBatch, as 64-bit floats.
// Out for 2: 32-bit numbers. Per text: the number of tokens, or -1 and a frame's worth of error text; then ids, type ids, attention
// mask, special tokens mask, starts and ends (UTF-16 indexes); then the number of overflowing windows and those. With detail, ahead of the
// windows: word ids (-1: none), and the number of bytes and bytes of JSON [tokens, text without special tokens, text with them].
import { readSync, writeSync } from 'node:fs'
import { configure, encode, encodeAll, utf16Indexes, version } from './encode.mjs'

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

// The answer grows here; a plain array of so many numbers would cost more than tokenizing.
let out = new Int32Array(1 << 20)
let length = 0
const room = (count) => {
  if (length + count <= out.length) return
  const larger = new Int32Array(Math.max(2 * out.length, length + count))
  larger.set(out.subarray(0, length))
  out = larger
}
const push = (value) => {
  room(1)
  out[length++] = value
}
const pushBytes = (text) => {
  const bytes = Buffer.from(text, 'utf8')
  push(bytes.length)
  room(bytes.length)
  for (const byte of bytes) out[length++] = byte
}

const detailOf = async (encoding, ids) => {
  const { tokenizer } = current
  return JSON.stringify([encoding.getTokens(), await tokenizer.decode(ids, true), await tokenizer.decode(ids, false)])
}

const append = async (encoding, maps, isWindow = false) => {
  const ids = encoding.getIds()
  const offsets = encoding.getOffsets()
  const types = encoding.getTypeIds()
  const count = ids.length
  // Windows without a post-processor have lost which text their tokens are of, and ByteLevel behind a template counts the template's
  // parts instead; then their types tell.
  const isPair = maps[1] !== undefined
  let sequences = isPair && (maps[0] || maps[1]) ? encoding.getSequenceIds() : null
  if (sequences && (!sequences.includes(1) || sequences.some((sequence) => sequence > 1))) sequences = types
  room(1 + 7 * count)
  out[length++] = count
  for (const list of [ids, types, encoding.getAttentionMask(), encoding.getSpecialTokensMask()]) {
    for (let i = 0; i < count; i++) out[length++] = list[i]
  }
  for (const side of [0, 1]) {
    for (let i = 0; i < count; i++) {
      const map = maps[sequences === null ? 0 : (sequences[i] ?? 0)]
      out[length++] = map ? map[offsets[i][side]] : offsets[i][side]
    }
  }
  if (current.detail) {
    const words = encoding.getWordIds()
    for (let i = 0; i < count; i++) out[length++] = words[i] ?? -1
    pushBytes(await detailOf(encoding, ids))
  }
  // Windows of a pair have windows of their own, which stand in the list anyway.
  const overflow = isWindow ? [] : encoding.getOverflowing()
  push(overflow.length)
  for (const window of overflow) await append(window, maps, true)
}

const time = async (frame) => {
  const texts = []
  for (let at = 2; at < frame.length; ) {
    const units = frame.readInt32LE(at)
    texts.push(frame.toString('utf16le', at + 4, at + 4 + 2 * units))
    at += 4 + 2 * units
  }
  const oneByOne = async () => {
    for (const text of texts) await current.tokenizer.encode(text, null, current.options)
  }
  const batched = async () => {
    for (let at = 0; at < texts.length; at += 512) await current.tokenizer.encodeBatch(texts.slice(at, at + 512), current.options)
  }
  const answer = Buffer.alloc(16)
  for (const [i, round] of [oneByOne, batched].entries()) {
    let best = Infinity
    const end = process.hrtime.bigint() + BigInt(frame[1]) * 1_000_000_000n
    while (process.hrtime.bigint() < end) {
      const start = process.hrtime.bigint()
      await round()
      best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9)
    }
    answer.writeDoubleLE(best, 8 * i)
  }
  return answer
}

const answer = async (frame) => {
  const pairs = []
  for (let at = 1; at < frame.length; ) {
    const texts = []
    for (let i = 0; i < 2; i++) {
      const units = frame.readInt32LE(at)
      at += 4
      texts.push(units < 0 ? null : frame.toString('utf16le', at, at + 2 * units))
      at += 2 * Math.max(0, units)
    }
    pairs.push(texts)
  }
  length = 0
  const encodings = await encodeAll(current, pairs)
  for (const [i, texts] of pairs.entries()) {
    const start = length
    try {
      await append(encodings ? encodings[i] : await encode(current, texts[0], texts[1]), texts.map((text) => (text === null ? undefined : utf16Indexes(text))))
    } catch (error) {
      length = start
      push(-1)
      pushBytes(error.message)
    }
  }
  return Buffer.from(out.buffer, 0, 4 * length)
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
  } else writeFrame(frame[0] === 3 ? await time(frame) : await answer(frame))
}
