// Writes the golden files of tests/EmotionOnnx.Tests/Tokenization/Golden: a folder for each small tokenizer, with the file that
// describes it and golden.jsonl, what npm `tokenizers` makes of the sentences in texts.json.
//
//   node golden.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { configure, encode, reference, utf16Indexes } from './encode.mjs'

const folder = new URL('../../tests/EmotionOnnx.Tests/Tokenization/Golden/', import.meta.url)
const texts = JSON.parse(readFileSync(new URL('texts.json', folder)))

// The vocabulary: some words and endings, and every character that a normalizer leaves of the texts, so that the tokens show
// what it did.
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
const words = `the a i you he she it we they is are was not no and or but so very really happy sad angry love hate thank thanks thankful fear joy
  un ##happi ##ness ##ly ##ing ##ed ##s ##er ##est sur ##prise don ' t can won hello world The Hello Paris cafe café naive naïve resume`.split(/\s+/)
const pieces = new Set()
const off = { cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: false }
for (const options of [off, { ...off, lowercase: true }, { ...off, stripAccents: true }, { ...off, stripAccents: true, lowercase: true }]) {
  const normalizer = reference.bertNormalizer({ ...options, cleanText: true })
  for (const text of texts) for (const c of normalizer.normalizeString(text)) if (c.trim() !== '') pieces.add(c)
}
// One sentence stays outside of it, for unknown words.
for (const c of 'жщѝ') pieces.delete(c)
const vocabularyWith = (tokens, prefix) =>
  Object.fromEntries([...new Set([...tokens, ...words.map((word) => word.replace(/^##/, prefix)), ...[...pieces].sort().flatMap((c) => [c, prefix + c])])].map((token, id) => [token, id]))

const added = (id, content, options) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...options })
const normalizer = (options) => ({ type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true, ...options })
const frame = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
  pair: [
    { SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } },
    { Sequence: { id: 'B', type_id: 1 } }, { SpecialToken: { id: '[SEP]', type_id: 1 } },
  ],
  special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
}
const model = { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: vocabularyWith(special, '##') }
const base = {
  version: '1.0', truncation: null, padding: null, added_tokens: special.map((content, id) => added(id, content)),
  normalizer: normalizer(), pre_tokenizer: { type: 'BertPreTokenizer' }, post_processor: frame, decoder: { type: 'WordPiece', prefix: '##', cleanup: true }, model,
}
const size = Object.keys(model.vocab).length
const { type: _, ...untyped } = model

const tokenizers = {
  uncased: {},
  cased: { normalizer: normalizer({ lowercase: false }) },
  'uncased-with-accents': { normalizer: normalizer({ strip_accents: false }) },
  'cased-without-accents': { normalizer: normalizer({ lowercase: false, strip_accents: true }) },
  'text-not-cleaned': { normalizer: normalizer({ clean_text: false }) },
  'ideographs-not-split': { normalizer: normalizer({ handle_chinese_chars: false }) },
  'no-normalizer': { normalizer: null },
  'no-post-processor': { post_processor: null },
  'bert-processing': { post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] } },
  'odd-template': {
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: 'end', type_id: 0 } }],
      pair: [{ SpecialToken: { id: 'end', type_id: 1 } }, { Sequence: { id: 'B', type_id: 1 } }, { SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      special_tokens: { ...frame.special_tokens, end: { id: 'end', ids: [3, 4], tokens: ['[SEP]', '[MASK]'] } },
    },
  },
  'added-tokens': {
    added_tokens: [
      ...base.added_tokens.slice(0, 4),
      added(4, '[MASK]', { lstrip: true }),
      added(size, '<user>', { single_word: true }),
      added(size + 1, '<Url>', { normalized: true, special: false, rstrip: true }),
      added(size + 2, 'emoji', { normalized: true, special: false, single_word: true }),
      added(size + 3, 'Ünïcode', { normalized: true, special: false }),
      added(size + 4, '<u', { special: false }),
    ],
  },
  declared: {
    truncation: { direction: 'Right', max_length: 11, strategy: 'LongestFirst', stride: 0 },
    padding: { strategy: { Fixed: 12 }, direction: 'Right', pad_to_multiple_of: null, pad_id: 0, pad_type_id: 0, pad_token: '[PAD]' },
  },
  'other-word-piece': {
    added_tokens: [], post_processor: null,
    model: { type: 'WordPiece', unk_token: '<unk>', continuing_subword_prefix: '@@', max_input_chars_per_word: 6, vocab: vocabularyWith(['<unk>'], '@@') },
  },
  'model-without-type': { model: untyped },
}

const truncation = (max_length, stride, direction = 'Right', strategy = 'LongestFirst') => ({ max_length, stride, direction, strategy })
const padding = (strategy, direction = 'Right', multiple = null) =>
  ({ strategy, direction, pad_to_multiple_of: multiple, pad_id: 0, pad_type_id: 0, pad_token: '[PAD]' })
const long = texts.reduce((a, b) => (b.length > a.length ? b : a))
const cases = [
  ...texts.map((text) => ({ text })),
  { text: long, addSpecialTokens: false },
  { text: texts[0], pair: texts[1] },
  { text: long, pair: '' },
  { text: '', pair: texts[2], addSpecialTokens: false },
  { text: texts[0], padding: padding({ Fixed: 16 }) },
  { text: texts[0], padding: padding({ Fixed: 13 }, 'Left', 8) },
  { text: texts[0], pair: texts[2], padding: padding('BatchLongest', 'Right', 16) },
  { text: long, truncation: truncation(10, 0) },
  { text: long, windows: truncation(11, 0, 'Left') },
]
// What comes back beside the main window; the reference's own truncation leaves windows out (encode.mjs).
const windowCases = [
  { text: long, windows: truncation(40, 10) },
  { text: long, windows: truncation(40, 2, 'Left') },
  { text: texts[0], pair: texts[1], windows: truncation(24, 1) },
  { text: texts[0], pair: texts[1], windows: truncation(23, 2, 'Left') },
  { text: texts[1], pair: texts[0], windows: truncation(30, 1, 'Right', 'OnlyFirst') },
  { text: texts[1], pair: texts[0], windows: truncation(30, 2, 'Right', 'OnlySecond') },
]

const shown = (encoding, maps) => {
  const special = encoding.getSpecialTokensMask()
  const types = encoding.getTypeIds()
  const map = (i) => maps[maps.length === 1 ? 0 : types[i]]
  return {
    ids: encoding.getIds(),
    typeIds: types,
    attentionMask: encoding.getAttentionMask(),
    specialTokensMask: special,
    tokens: encoding.getTokens(),
    offsets: encoding.getOffsets().map((pair, i) => pair.map((at) => (map(i) ? map(i)[at] : at))),
    wordIds: encoding.getWordIds().map((word) => word ?? null),
  }
}

for (const [name, changes] of Object.entries(tokenizers)) {
  mkdirSync(new URL(`${name}/`, folder), { recursive: true })
  const file = new URL(`${name}/tokenizer.json`, folder)
  writeFileSync(file, JSON.stringify({ ...base, ...changes }) + '\n')
  const definition = { ...base, ...changes }
  const lines = []
  for (const item of [...cases, ...(name === 'uncased' || name === 'bert-processing' ? windowCases : [])]) {
    const { text, pair, windows, ...options } = item
    const current = configure({
      tokenizer: file, ...options,
      ...(windows && { truncation: null, padding: null, windows: { maxLength: windows.max_length, ...windows } }),
    })
    const encoding = await encode(current, text, pair ?? null)
    const maps = [text, pair].filter((t) => t !== undefined).map(utf16Indexes)
    lines.push(JSON.stringify({
      ...item,
      expected: shown(encoding, maps),
      ...(windows && { overflow: encoding.getOverflowing().map((window) => shown(window, maps)) }),
    }))
  }
  writeFileSync(new URL(`${name}/golden.jsonl`, folder), lines.join('\n') + '\n')
  console.log(`${name}: ${lines.length} encodings, ${lines.join('\n').length} characters`)
}

// The uncased one again as transformers keeps a BERT model: a vocabulary, a config, no tokenizer.json.
mkdirSync(new URL('vocabulary/', folder), { recursive: true })
const byId = Object.entries(model.vocab).sort((a, b) => a[1] - b[1])
writeFileSync(new URL('vocabulary/vocab.txt', folder), byId.map(([token]) => token).join('\n') + '\n')
writeFileSync(new URL('vocabulary/tokenizer_config.json', folder), JSON.stringify({ do_lower_case: true, strip_accents: null, tokenize_chinese_chars: true }) + '\n')
