// Added tokens with every flag, under several normalizers and pre-tokenizers.
import { addedTo, bertNormalizer, byteBpe, byteLevel, everyCharacter, file, metaspace, replace, sequence, unigram, wordPiece } from './base.mjs'
import { precompiled } from './normalizers.mjs'

const flags = ['<mask>', '<new>', 'new', 'the', '<s>', '</s>', 'Ａ', '🇩🇪', 'é', "don't"]
const each = (list) => flags.map((token, i) => [token, list[i % list.length]])
const kinds = [
  { special: true },
  { special: false, normalized: true },
  { special: false, normalized: true, single_word: true },
  { special: true, lstrip: true },
  { special: false, rstrip: true, normalized: true },
  { special: true, lstrip: true, rstrip: true },
  { special: false, single_word: true, lstrip: true },
  { special: true, normalized: true },
]
const normalizers = {
  none: null,
  lowercase: { type: 'Lowercase' },
  nfkc: { type: 'NFKC' },
  nfd: { type: 'NFD' },
  bert: bertNormalizer(),
  precompiled,
  strip: { type: 'Strip', strip_left: true, strip_right: true },
  prepend: sequence('normalizers', { type: 'Prepend', prepend: '▁' }, replace(' ', '▁')),
  replace: sequence('normalizers', replace(/\s+/, ' '), replace('new', 'the')),
}
const over = (model, parts, list = kinds) => file({ added_tokens: addedTo(model, ...each(list)), model, ...parts })

export default {
  ...Object.fromEntries(Object.entries(normalizers).map(([name, normalizer]) => [`added-${name}`, over(everyCharacter, { normalizer })])),
  'added-byte-level': over(byteBpe([]), { pre_tokenizer: byteLevel(), post_processor: byteLevel(), decoder: byteLevel() }),
  'added-byte-level-prefix': over(byteBpe([]), { pre_tokenizer: byteLevel({ add_prefix_space: true }), post_processor: byteLevel({ add_prefix_space: true }), decoder: byteLevel() }),
  'added-metaspace-always': over(unigram(['<unk>']), { pre_tokenizer: metaspace('always'), decoder: metaspace('always') }),
  'added-metaspace-first': over(unigram(['<unk>']), { pre_tokenizer: metaspace('first'), decoder: metaspace('first') }),
  'added-metaspace-never': over(unigram(['<unk>']), { pre_tokenizer: metaspace('never', false), decoder: metaspace('never') }),
  'added-metaspace-strip': over(unigram(['<unk>']), { normalizer: normalizers.strip, pre_tokenizer: metaspace('first') }),
  'added-word-piece': over(wordPiece(['[UNK]', '<mask>', 'new']), { normalizer: bertNormalizer({ lowercase: false }), pre_tokenizer: { type: 'BertPreTokenizer' }, decoder: { type: 'WordPiece', prefix: '##', cleanup: true } }),
  'added-overlapping': (() => {
    const model = everyCharacter
    return file({
      model, normalizer: { type: 'Lowercase' },
      added_tokens: addedTo(model, ['<m', {}], ['<mask>', {}], ['mask', { special: false }], ['<', { special: false, normalized: true }], ['  ', { special: false, normalized: true }], ['   ', { special: false, normalized: false }], ['a', { special: false, normalized: true, single_word: true }], ['New', { special: false, normalized: true }], ['NEW', { special: false, normalized: false }]),
    })
  })(),
}
