// Whole tokenizers as transformers writes them for the architectures that people bring, with small models.
import {
  added, addedTo, affixBpe, bertNormalizer, byteBpe, byteLevel, bytes, file, metaspace, replace, roberta, sequence, spacedBpe, template, unigram, wordPiece,
} from './base.mjs'
import { precompiled } from './normalizers.mjs'
import { clipWords, newerWords, regex } from './pre-tokenizers.mjs'

const normalizers = (...items) => sequence('normalizers', ...items.map((item) => (typeof item === 'string' ? { type: item } : item)))
const preTokenizers = (...items) => sequence('pretokenizers', ...items.map((item) => (typeof item === 'string' ? { type: item } : item)))
const oneSpace = replace(/ {2,}/, ' ')
const quotes = [replace('``', '"'), replace("''", '"')]
const strip = { type: 'Strip', strip_left: true, strip_right: true }
const mask = { lstrip: true }

const bertTokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
const bertFrame = (vocab) => template(vocab, '[CLS]:0 A:0 [SEP]:0', '[CLS]:0 A:0 [SEP]:0 B:1 [SEP]:1')
const bert = (normalizer, more) => {
  const model = wordPiece(bertTokens)
  return file({
    added_tokens: addedTo(model, ...bertTokens.map((token) => [token])), normalizer: bertNormalizer(normalizer), pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: bertFrame(model.vocab), decoder: { type: 'WordPiece', prefix: '##', cleanup: true }, model, ...more,
  })
}

const robertaTokens = ['<s>', '<pad>', '</s>', '<unk>']
const byteRoberta = (fields = {}) => {
  const model = byteBpe(robertaTokens, { continuing_subword_prefix: '', end_of_word_suffix: '' })
  return file({
    added_tokens: addedTo(model, ...robertaTokens.map((token) => [token, { normalized: true }]), ['<mask>', mask]), pre_tokenizer: byteLevel(fields),
    post_processor: roberta(model.vocab, fields), decoder: byteLevel({ add_prefix_space: true }), model,
  })
}

// SpmConverter: special tokens ahead, and the frame that each architecture has.
const sentencePieces = (ahead, tokens, normalizer, pre_tokenizer, single, pair, more) => {
  const model = unigram(ahead, { unk_id: ahead.indexOf('<unk>') })
  return file({
    added_tokens: addedTo(model, ...tokens), normalizer, pre_tokenizer, post_processor: template([...model.vocab, ['<mask>', 0]], single, pair),
    decoder: pre_tokenizer.type === 'Sequence' ? metaspace() : pre_tokenizer, model, ...more,
  })
}
const plain = (names) => names.map((name) => [name])
const sFrame = ['<s>:0 A:0 </s>:0', '<s>:0 A:0 </s>:0 </s>:0 B:0 </s>:0']
const clsFrame = ['[CLS]:0 A:0 [SEP]:0', '[CLS]:0 A:0 [SEP]:0 B:1 [SEP]:1']

export default {
  'whole-bert': bert({}),
  'whole-bert-cased': bert({ lowercase: false }),
  'whole-distilbert': bert({}, { truncation: { direction: 'Right', max_length: 24, strategy: 'LongestFirst', stride: 0 }, padding: { strategy: 'BatchLongest', direction: 'Right', pad_to_multiple_of: null, pad_id: 0, pad_type_id: 0, pad_token: '[PAD]' } }),
  'whole-electra': bert({ strip_accents: false, handle_chinese_chars: false }),
  'whole-mpnet': (() => {
    const model = wordPiece([...robertaTokens, '[UNK]'])
    return file({
      added_tokens: [...addedTo(model, ['<s>'], ['<pad>'], ['</s>'], ['[UNK]']), ...addedTo(model, ['<mask>', mask])], normalizer: bertNormalizer(), pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: roberta(model.vocab), decoder: { type: 'WordPiece', prefix: '##', cleanup: true }, model,
    })
  })(),
  'whole-gpt2': (() => {
    const model = byteBpe([], { continuing_subword_prefix: '', end_of_word_suffix: '' })
    return file({ added_tokens: addedTo(model, ['<|endoftext|>', { normalized: true }]), pre_tokenizer: byteLevel(), post_processor: byteLevel({ add_prefix_space: true, trim_offsets: false }), decoder: byteLevel({ add_prefix_space: true }), model })
  })(),
  'whole-roberta': byteRoberta(),
  'whole-roberta-prefix': byteRoberta({ add_prefix_space: true }),
  'whole-deberta': (() => {
    const model = byteBpe(['[CLS]', '[PAD]', '[SEP]', '[UNK]'])
    return file({ added_tokens: addedTo(model, ...bertTokens.slice(0, 4).map((token) => [token]), ['[MASK]', mask]), pre_tokenizer: byteLevel(), post_processor: bertFrame(model.vocab), decoder: byteLevel(), model })
  })(),
  'whole-bertweet': (() => {
    const model = affixBpe(robertaTokens, '', '</w>', { unk_token: '<unk>' })
    return file({
      added_tokens: addedTo(model, ...plain(robertaTokens), ['<mask>', mask], ['@USER', { special: false }], ['HTTPURL', { special: false }]), normalizer: normalizers(replace(/@\w+/, '@USER'), replace(/https?:\/\/\S+/, 'HTTPURL')),
      pre_tokenizer: { type: 'WhitespaceSplit' }, post_processor: template(model.vocab, ...sFrame), decoder: { type: 'BPEDecoder', suffix: '</w>' }, model,
    })
  })(),
  'whole-herbert': (() => {
    const model = affixBpe(['<s>', '</s>', '<pad>', '<unk>'], '', '</w>', { unk_token: '<unk>' })
    return file({
      added_tokens: addedTo(model, ...plain(robertaTokens)), normalizer: bertNormalizer({ lowercase: false, strip_accents: false }), pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: { type: 'BertProcessing', sep: ['</s>', 1], cls: ['<s>', 0] }, decoder: { type: 'BPEDecoder', suffix: '</w>' }, model,
    })
  })(),
  'whole-xlm-roberta': sentencePieces(robertaTokens, [...plain(robertaTokens), ['<mask>', mask]], normalizers(precompiled, oneSpace), preTokenizers('WhitespaceSplit', metaspace()), ...sFrame),
  'whole-xlm-roberta-newer': sentencePieces(robertaTokens, [...plain(robertaTokens), ['<mask>', mask]], normalizers(precompiled, oneSpace), metaspace(), ...sFrame),
  'whole-camembert': sentencePieces(
    ['<s>NOTUSED', '<pad>', '</s>NOTUSED', '<unk>', '<unk>NOTUSED', '<s>', '</s>'], [['<s>NOTUSED'], ['<pad>'], ['</s>NOTUSED'], ['<unk>'], ['<unk>NOTUSED'], ['<s>'], ['</s>'], ['<mask>', mask]],
    normalizers(precompiled, oneSpace), preTokenizers('WhitespaceSplit', metaspace()), ...sFrame),
  'whole-albert': sentencePieces(
    ['<pad>', '<unk>', '[CLS]', '[SEP]', '[MASK]'], [['<pad>'], ['<unk>'], ['[CLS]'], ['[SEP]'], ['[MASK]', mask]],
    normalizers(...quotes, 'NFKD', 'StripAccents', 'Lowercase', precompiled, oneSpace), metaspace(), ...clsFrame),
  'whole-xlnet': sentencePieces(
    ['<unk>', '<s>', '</s>', '<cls>', '<sep>', '<pad>', '<mask>', '<eod>', '<eop>'], [...plain(['<unk>', '<s>', '</s>', '<cls>', '<sep>', '<pad>']), ['<mask>', mask], ['<eod>'], ['<eop>']],
    normalizers(...quotes, precompiled, oneSpace), metaspace(), 'A:0 <sep>:0 <cls>:2', 'A:0 <sep>:0 B:1 <sep>:1 <cls>:2',
    { padding: { strategy: 'BatchLongest', direction: 'Left', pad_to_multiple_of: null, pad_id: 5, pad_type_id: 3, pad_token: '<pad>' } }),
  'whole-deberta-v2': sentencePieces(
    ['[PAD]', '[CLS]', '[SEP]', '<unk>'], [['[PAD]'], ['[CLS]'], ['[SEP]'], ['<unk>', { normalized: true }], ['[MASK]']],
    normalizers(strip, precompiled, oneSpace), preTokenizers({ type: 'Punctuation', behavior: 'Isolated' }, metaspace()), ...clsFrame),
  'whole-deberta-v3': sentencePieces(
    ['[PAD]', '[CLS]', '[SEP]', '<unk>'], [['[PAD]'], ['[CLS]'], ['[SEP]'], ['<unk>', { normalized: true }], ['[MASK]']],
    normalizers(strip, precompiled, oneSpace), metaspace(), ...clsFrame),
  'whole-t5': sentencePieces(['<pad>', '</s>', '<unk>'], [['<pad>'], ['</s>'], ['<unk>'], ['<extra_id_0>', { lstrip: true, rstrip: true }]], normalizers(precompiled, strip, replace(/ {2,}/, '▁')), metaspace(), 'A:0 </s>:0', 'A:0 </s>:0 B:0 </s>:0'),
  'whole-clip': (() => {
    const model = affixBpe(['<|endoftext|>'], '', '</w>', { unk_token: '<|endoftext|>' })
    const tokens = addedTo(model, ['<|endoftext|>'], ['<|startoftext|>', { normalized: true }])
    return file({
      added_tokens: tokens, normalizer: normalizers('NFC', replace(/\s+/, ' '), 'Lowercase'), pre_tokenizer: preTokenizers(regex(clipWords, 'Removed', true), byteLevel()),
      post_processor: { type: 'RobertaProcessing', sep: ['<|endoftext|>', 0], cls: ['<|startoftext|>', tokens[1].id], trim_offsets: false, add_prefix_space: false }, decoder: { type: 'BPEDecoder', suffix: '</w>' }, model,
    })
  })(),
  'whole-modernbert': (() => {
    const model = byteBpe(['[CLS]', '[SEP]', '[PAD]', '[UNK]'])
    return file({
      added_tokens: addedTo(model, ['[CLS]'], ['[SEP]'], ['[PAD]'], ['[UNK]'], ['[MASK]', mask], ['|||IP_ADDRESS|||', { special: false, normalized: true }], ['    ', { special: false, normalized: true }], ['   ', { special: false, normalized: true }], ['  ', { special: false, normalized: true }]),
      normalizer: { type: 'NFC' }, pre_tokenizer: byteLevel(), post_processor: bertFrame(model.vocab), decoder: byteLevel(), model,
    })
  })(),
  'whole-llama': (() => {
    const model = spacedBpe(['<unk>', '<s>', '</s>', ...bytes], { unk_token: '<unk>', byte_fallback: true, fuse_unk: true })
    return file({
      added_tokens: addedTo(model, ['<unk>'], ['<s>'], ['</s>']), normalizer: normalizers({ type: 'Prepend', prepend: '▁' }, replace(' ', '▁')), post_processor: template(model.vocab, '<s>:0 A:0', '<s>:0 A:0 <s>:1 B:1'),
      decoder: sequence('decoders', replace('▁', ' '), { type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }), model,
    })
  })(),
  'whole-llama-3': (() => {
    const model = byteBpe([], { ignore_merges: true })
    const tokens = addedTo(model, ['<|begin_of_text|>'], ['<|end_of_text|>'])
    const frame = template({ '<|begin_of_text|>': tokens[0].id }, '<|begin_of_text|>:0 A:0', '<|begin_of_text|>:0 A:0 <|begin_of_text|>:1 B:1')
    return file({ added_tokens: tokens, pre_tokenizer: preTokenizers(regex(newerWords, 'Isolated'), byteLevel({ use_regex: false })), post_processor: sequence('processors', byteLevel({ add_prefix_space: true, trim_offsets: false }), frame), decoder: byteLevel({ add_prefix_space: true }), model })
  })(),
  'whole-funnel': bert({}, (() => {
    const model = wordPiece(bertTokens)
    return { post_processor: template(model.vocab, '[CLS]:2 A:0 [SEP]:0', '[CLS]:2 A:0 [SEP]:0 B:1 [SEP]:1') }
  })()),
  'whole-word-level': (() => {
    const vocab = Object.fromEntries('[UNK] [CLS] [SEP] [PAD] the i you love this day was not happy so much thank , . ! ?'.split(' ').map((token, id) => [token, id]))
    return file({ added_tokens: [added(0, '[UNK]'), added(1, '[CLS]'), added(2, '[SEP]'), added(3, '[PAD]')], normalizer: normalizers('NFD', 'Lowercase', 'StripAccents'), pre_tokenizer: preTokenizers('Whitespace', { type: 'Digits', individual_digits: true }), post_processor: bertFrame(vocab), model: { type: 'WordLevel', vocab, unk_token: '[UNK]' } })
  })(),
}
