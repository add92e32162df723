// The reference's side of EmotionOnnx.Parity: tokenizes what comes on standard input with npm `tokenizers`.
//
// Both directions speak frames: a 32-bit little-endian length, then so many bytes.
// In, first byte 1: JSON {tokenizer or vocabulary and lowercase, truncation?, padding?, addSpecialTokens?, windows?}; answered by
// JSON {version} or {error}.
// In, first byte 2: texts, each a first and a second one as a 32-bit number of UTF-16 units (-1: none) and the units.
// In, first byte 3: a byte with the seconds to go on for, then texts; answered by the seconds of the fastest round over
// them, with encode and with encodeBatch, as 64-bit floats.
// Out for 2: 32-bit numbers. Per text: the number of tokens, or -1 and a frame's worth of error text; then ids, type ids, attention
// mask, special tokens mask, starts and ends (UTF-16 indexes); then the number of overflowing windows and those.
import { readSync, writeSync } from 'node:fs'
import { configure, encode, utf16Indexes, version } from './encode.mjs'

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
      append(out, await encode(current, texts[0], texts[1]), texts.map((text) => (text === null ? undefined : utf16Indexes(text))))
    } catch (error) {
      appendError(out, error.message)
    }
  }
  writeFrame(Buffer.from(Int32Array.from(out).buffer))
}
