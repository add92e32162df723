// What reference.mjs and golden.mjs share: npm `tokenizers`, set up and called as both need it.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

export const reference = createRequire(import.meta.url)('tokenizers')
export const version = JSON.parse(readFileSync(new URL('./node_modules/tokenizers/package.json', import.meta.url))).version

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

/** A byte-level tokenizer over a vocab.json and a merges.txt, as transformers builds GPT-2's and RoBERTa's. */
const fromMerges = (vocabularyFile, mergesFile, isRoberta) => {
  const vocab = JSON.parse(readFileSync(vocabularyFile, 'utf8'))
  const merges = readFileSync(mergesFile, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#version')).map((line) => line.split(' '))
  const special = isRoberta ? ['<s>', '<pad>', '</s>', '<unk>', '<mask>'] : ['<|endoftext|>']
  const byteLevel = (fields) => ({ type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true, ...fields })
  return JSON.stringify({
    version: '1.0', truncation: null, padding: null,
    added_tokens: special.map((content) => ({ id: vocab[content], content, special: true, single_word: false, lstrip: content === '<mask>', rstrip: false, normalized: content !== '<mask>' })),
    normalizer: null,
    pre_tokenizer: byteLevel({ add_prefix_space: false }),
    post_processor: isRoberta
      ? { type: 'RobertaProcessing', sep: ['</s>', vocab['</s>']], cls: ['<s>', vocab['<s>']], trim_offsets: true, add_prefix_space: false }
      : byteLevel({ trim_offsets: false }),
    decoder: byteLevel(),
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', fuse_unk: false, byte_fallback: false, vocab, merges },
  })
}

const read = (request) =>
  request.merges ? fromMerges(request.vocabulary, request.merges, request.roberta)
    : request.vocabulary ? fromVocabulary(request.vocabulary, request.lowercase)
      : readFileSync(request.tokenizer, 'utf8')

// The tokenizer of the last request: the next one most often differs in its options only.
let last = { key: null }
const load = (request) => {
  const { truncation: _, padding: __, addSpecialTokens: ___, windows: ____, detail: _____, ...source } = request
  const key = JSON.stringify(source)
  if (last.key !== key) {
    const json = JSON.parse(read(request))
    const tokenizer = reference.Tokenizer.fromString(JSON.stringify(json))
    // The ids are the tokenizer's: it goes by rules of its own, whatever the file says.
    last = { key, json, tokenizer, bare: null }
  }
  return last
}

/** A tokenizer under the options of a request (reference.mjs). */
export const configure = (request) => {
  const loaded = load(request)
  const { tokenizer, json } = loaded
  const { truncation, padding } = { truncation: json.truncation, padding: json.padding, ...request }
  if (truncation) tokenizer.setTruncation(truncation.max_length, { strategy: truncation.strategy, direction: (truncation.direction ?? 'Right').toLowerCase(), stride: truncation.stride })
  else tokenizer.disableTruncation()
  if (padding) {
    tokenizer.setPadding({
      maxLength: padding.strategy.Fixed, direction: (padding.direction ?? 'Right').toLowerCase(), padToMultipleOf: padding.pad_to_multiple_of ?? undefined, padId: padding.pad_id,
      padTypeId: padding.pad_type_id, padToken: padding.pad_token,
    })
  } else tokenizer.disablePadding()
  // What is to be cut must not have been through the post-processor: RoBERTa's trims offsets each time.
  if (request.windows) loaded.bare ??= reference.Tokenizer.fromString(JSON.stringify({ ...json, post_processor: null, truncation: null, padding: null }))
  return {
    tokenizer, bare: loaded.bare, options: { addSpecialTokens: request.addSpecialTokens ?? true }, windows: request.windows, detail: request.detail ?? false,
    isBatched: !padding && !request.windows,
  }
}

// With truncation set on the tokenizer, version 0.23 stops reading a text soon after the cut: windows that overflow are
// incomplete or missing, and of a pair the odd token may go to the other text. So windows are cut here as its own
// truncate_encodings does it, from encodings of the whole texts, with the reference's truncate and post-processor.
const encodeWindows = async ({ tokenizer, bare, windows }, first, second) => {
  const whole = { addSpecialTokens: false }
  const a = await bare.encode(first, null, whole)
  // As the second of a pair, so that its overflow is of type 1.
  const b = second === null ? null : await bare.encode('', second, whole)
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
export const utf16Indexes = (text) => {
  if (!/[\ud800-\udfff]/.test(text)) return null
  const map = [0]
  for (const c of text) map.push(map.at(-1) + c.length)
  return map
}

/** The encoding of a text or a pair, as the request that made `current` asks for it. */
export const encode = (current, first, second) =>
  current.windows ? encodeWindows(current, first, second) : current.tokenizer.encode(first, second, current.options)

/** The encodings of texts in one call, where that gives the same as one after another; otherwise null. */
export const encodeAll = async ({ tokenizer, options, isBatched }, pairs) => {
  if (!isBatched || pairs.some(([, second]) => second !== null)) return null
  try {
    return await tokenizer.encodeBatch(pairs.map(([first]) => first), options)
  } catch {
    return null // Some text is refused: one by one tells which.
  }
}
