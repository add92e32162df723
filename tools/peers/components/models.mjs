// Every model with its options.
import {
  addedTo, affixBpe, byteBpe, byteLevel, bytes, file, metaspace, pieces, sequence, spacedBpe, unigram, wordBpe, wordPiece,
} from './base.mjs'
import { vocabulary } from './train.mjs'

const whitespace = { type: 'Whitespace' }
const wordSplit = { type: 'WhitespaceSplit' }
const untyped = ({ type: _, ...model }) => model
const words = 'the a I you love was not so very happy sad angry thank lovely day surprise , . ! \''.split(' ')
const unknown = { unk_token: '<unk>' }
const bpeDecoder = (suffix) => ({ type: 'BPEDecoder', suffix })

export default {
  'bpe-plain': file({ pre_tokenizer: whitespace, model: wordBpe([]) }),
  'bpe-unknown': file({ pre_tokenizer: whitespace, model: wordBpe(['<unk>'], unknown) }),
  'bpe-unknown-fused': file({ pre_tokenizer: whitespace, model: wordBpe(['<unk>'], { ...unknown, fuse_unk: true }) }),
  'bpe-byte-fallback': file({ pre_tokenizer: whitespace, model: wordBpe(['<unk>', ...bytes], { ...unknown, byte_fallback: true }) }),
  'bpe-byte-fallback-fused': file({ pre_tokenizer: metaspace(), model: spacedBpe(['<unk>', ...bytes], { ...unknown, byte_fallback: true, fuse_unk: true }) }),
  'bpe-byte-fallback-in-part': file({ pre_tokenizer: metaspace('first', false), model: spacedBpe(['<unk>', ...bytes.slice(0, 0xE0)], { ...unknown, byte_fallback: true, fuse_unk: true }) }),
  'bpe-byte-fallback-in-part-alone': file({ pre_tokenizer: wordSplit, model: wordBpe(['<unk>', ...bytes.slice(0x80)], { ...unknown, byte_fallback: true }) }),
  'bpe-prefix': file({ pre_tokenizer: whitespace, model: affixBpe(['<unk>'], '##', '', unknown), decoder: { type: 'WordPiece', prefix: '##', cleanup: true } }),
  'bpe-suffix': file({ pre_tokenizer: whitespace, model: affixBpe(['<unk>'], '', '</w>', unknown), decoder: bpeDecoder('</w>') }),
  'bpe-suffix-fused': file({ pre_tokenizer: { type: 'BertPreTokenizer' }, model: affixBpe(['<unk>'], '', '</w>', { ...unknown, fuse_unk: true }), decoder: bpeDecoder('</w>') }),
  'bpe-prefix-and-suffix': file({ pre_tokenizer: whitespace, model: affixBpe(['<unk>'], '@@', '</w>', unknown) }),
  'bpe-merges-ignored': file({ pre_tokenizer: byteLevel(), model: byteBpe(['lovely', 'Ġsurprise', 'Ġthe', 'Ġhouse', 'joy'], { ignore_merges: true }), decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true } }),
  'bpe-merges-not-ignored': file({ pre_tokenizer: byteLevel(), model: byteBpe(['lovely', 'Ġsurprise', 'Ġthe', 'Ġhouse', 'joy']) }),
  'bpe-merges-as-strings': file({ pre_tokenizer: byteLevel(), model: (({ merges, ...rest }) => ({ ...rest, merges: merges.map((pair) => pair.join(' ')) }))(byteBpe([])) }),
  'bpe-without-type': file({ pre_tokenizer: whitespace, model: untyped(wordBpe([])) }),
  'bpe-whole-text': file({ model: spacedBpe(['<unk>'], unknown) }),
  'bpe-one-letter': file({ pre_tokenizer: wordSplit, model: { ...wordBpe([]), vocab: vocabulary('a', 'aa', 'aaaa', 'b', 'ab', 'abab', '!', '!!', '!!!'), merges: [['a', 'b'], ['a', 'a'], ['aa', 'aa'], ['ab', 'ab'], ['!', '!'], ['!!', '!']] } }),
  'bpe-empty-affixes': file({ pre_tokenizer: byteLevel(), model: byteBpe([], { continuing_subword_prefix: '', end_of_word_suffix: '' }) }),
  'unigram-plain': file({ pre_tokenizer: metaspace(), model: unigram(['<unk>']), decoder: metaspace() }),
  'unigram-whole-text': file({ pre_tokenizer: metaspace('always', false), model: unigram(['<unk>']) }),
  'unigram-unknown-last': file({ pre_tokenizer: metaspace(), model: unigram([], { unk_id: pieces.length, vocab: [...pieces, ['<unk>', 0]] }) }),
  'unigram-bytes': file({ pre_tokenizer: metaspace(), model: unigram(['<unk>', ...bytes], { byte_fallback: true }), decoder: sequence('decoders', { type: 'ByteFallback' }, metaspace()) }),
  'unigram-bytes-in-part': file({ pre_tokenizer: metaspace('first', false), model: unigram(['<unk>', ...bytes.slice(0, 0xE0)], { byte_fallback: true }) }),
  'unigram-equal-scores': file({ pre_tokenizer: wordSplit, model: unigram(['<unk>'], { vocab: [['<unk>', 0], ...['a', 'b', 'aa', 'ab', 'ba', 'aaa', 'aba', 'lo', 'l', 'o', 'v', 'e', 'ov', 'lov', 'ove', 've', 'love', '!', '!!'].map((token) => [token, -token.length])] }) }),
  'unigram-odd-scores': file({ pre_tokenizer: metaspace(), model: unigram(['<unk>'], { vocab: [['<unk>', -3.5], ...pieces.map(([token, score], i) => [token, i % 7 ? score : 0.25 * (i % 3)])] }) }),
  'unigram-without-pre-tokenizer': file({ model: unigram(['<unk>']) }),
  'unigram-without-type': file({ pre_tokenizer: metaspace(), model: untyped(unigram(['<unk>'])) }),
  'word-level': file({ pre_tokenizer: whitespace, model: { type: 'WordLevel', vocab: vocabulary('<unk>', words), unk_token: '<unk>' } }),
  'word-level-without-type': file({ pre_tokenizer: wordSplit, model: { vocab: vocabulary(words, '[UNK]'), unk_token: '[UNK]' } }),
  'word-level-whole-text': file({ normalizer: { type: 'Lowercase' }, model: { type: 'WordLevel', vocab: vocabulary('<unk>', 'a', ' a', '▁', '😀'), unk_token: '<unk>' } }),
  'word-piece-trained': file({ pre_tokenizer: { type: 'BertPreTokenizer' }, model: wordPiece(['[UNK]']), decoder: { type: 'WordPiece', prefix: '##', cleanup: false } }),
  'word-piece-without-prefix': file({ pre_tokenizer: wordSplit, model: wordPiece(['<unk>'], { ...unknown, continuing_subword_prefix: '', max_input_chars_per_word: 20 }) }),
  'word-piece-whole-text': file({ model: wordPiece(['[UNK]', ' ', '## '], { max_input_chars_per_word: 1000 }) }),
  'bpe-added-first': (() => {
    const model = byteBpe(['<s>', '</s>'])
    return file({ pre_tokenizer: byteLevel(), model, added_tokens: addedTo(model, ['<s>'], ['</s>'], ['<new>', { special: false }]) })
  })(),
}
