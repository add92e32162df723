// Every decoder alone and in sequence.
import { addedTo, affixBpe, byteBpe, byteLevel, bytes, file, metaspace, replace, sequence, spacedBpe, unigram, wordPiece } from './base.mjs'

const of = (...types) => sequence('decoders', ...types.map((type) => (typeof type === 'string' ? { type } : type)))
const spaced = spacedBpe(['<unk>', '<s>', '</s>', ...bytes], { unk_token: '<unk>', byte_fallback: true, fuse_unk: true })
const special = addedTo(spaced, ['<s>'], ['</s>'], ['<new>', { special: false }])
const llama = (decoder) => file({ added_tokens: special, normalizer: sequence('normalizers', { type: 'Prepend', prepend: '▁' }, replace(' ', '▁')), decoder, model: spaced })
const strip = (content, start, stop) => ({ type: 'Strip', content, start, stop })
const pieces = unigram(['<unk>'])
const wordPieces = wordPiece(['[UNK]'])
const bert = (decoder) => file({ pre_tokenizer: { type: 'BertPreTokenizer' }, added_tokens: addedTo(wordPieces, ['[UNK]'], ['<new>', { special: false }]), decoder, model: wordPieces })

export default {
  'decoder-none': llama(null),
  'decoder-fuse': llama({ type: 'Fuse' }),
  'decoder-byte-fallback': llama({ type: 'ByteFallback' }),
  'decoder-replace': llama(replace('▁', ' ')),
  'decoder-replace-regex': llama(replace(/▁+/, '_')),
  'decoder-strip': llama(strip('▁', 1, 0)),
  'decoder-strip-fused': llama(of('Fuse', strip('▁', 2, 0))),
  'decoder-llama': llama(of(replace('▁', ' '), 'ByteFallback', 'Fuse', strip(' ', 1, 0))),
  'decoder-sequence-of-none': llama(of()),
  'decoder-metaspace-always': llama(metaspace('always')),
  'decoder-metaspace-never': llama(metaspace('never')),
  'decoder-metaspace-first': llama(metaspace('first', false)),
  'decoder-metaspace-older': llama({ type: 'Metaspace', replacement: '▁', add_prefix_space: true }),
  'decoder-metaspace-unigram': file({ pre_tokenizer: metaspace(), decoder: metaspace(), model: pieces }),
  'decoder-byte-level': file({ pre_tokenizer: byteLevel(), decoder: byteLevel(), model: byteBpe([]) }),
  'decoder-word-piece': bert({ type: 'WordPiece', prefix: '##', cleanup: true }),
  'decoder-word-piece-not-cleaned': bert({ type: 'WordPiece', prefix: '##', cleanup: false }),
  'decoder-word-piece-other-prefix': bert({ type: 'WordPiece', prefix: 'l', cleanup: true }),
  'decoder-bpe': file({ pre_tokenizer: { type: 'Whitespace' }, decoder: { type: 'BPEDecoder', suffix: '</w>' }, model: affixBpe(['<unk>'], '', '</w>', { unk_token: '<unk>' }) }),
}
