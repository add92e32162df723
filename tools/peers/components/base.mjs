// What the definitions share: whole files from parts, and models whose tokens show what reached them.
import { readFileSync } from 'node:fs'
import { reference } from '../encode.mjs'
import { shortened, trained, trainedWith, vocabulary } from './train.mjs'

const none = { truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null }
export const file = ({ model, ...parts }) => ({ version: '1.0', ...none, ...parts, model })

export const added = (id, content, flags) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...flags })
/** Added tokens whose ids follow the vocabulary's, or are those that it has. */
export const addedTo = (model, ...tokens) => {
  const ids = Array.isArray(model.vocab) ? Object.fromEntries(model.vocab.map(([token], id) => [token, id])) : model.vocab
  let next = Object.keys(ids).length
  return tokens.map(([content, flags]) => added(ids[content] ?? next++, content, flags))
}

const bpe = (fields) => ({
  type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, ignore_merges: false, ...fields,
})
export const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`)
const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))

/** Every character is a token, or its bytes are: the ids show all of a normalized text. */
export const everyCharacter = bpe({ unk_token: '<unk>', byte_fallback: true, vocab: vocabulary('<unk>', bytes, printable, '▁', 'é', '\u0301'), merges: [] })
/** The ASCII characters are tokens, any other is unknown: offsets and word ids show the pieces. */
export const everyPiece = bpe({ unk_token: '<unk>', vocab: vocabulary('<unk>', printable, '▁'), merges: [] })
/** A token for every byte. */
export const everyByte = bpe({ vocab: vocabulary([...reference.byteLevelAlphabet()].sort()), merges: [] })

const words = trained('BPE', reference.whitespacePreTokenizer())
const byteWords = trained('BPE', reference.byteLevelPreTokenizer(false, true))
const spacedWords = trained('BPE', reference.metaspacePreTokenizer())
const alphabet = [...reference.byteLevelAlphabet()].sort()
export const wordBpe = (ahead, fields) => bpe({ ...shortened(words, ahead, 70), ...fields })
export const byteBpe = (ahead, fields) => bpe({ ...shortened(byteWords, ahead, 90, alphabet), ...fields })
export const spacedBpe = (ahead, fields) => bpe({ ...shortened(spacedWords, ahead, 90), ...fields })
export const affixBpe = (ahead, prefix, suffix, fields) => {
  const { tokens, merges } = trainedWith(prefix, suffix, 80)
  return bpe({ vocab: vocabulary(ahead, tokens), merges, continuing_subword_prefix: prefix || null, end_of_word_suffix: suffix || null, ...fields })
}
// Trained by the reference's trainers, whose results are not the same in every run: so they are kept.
const kept = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url)))
const wordPieces = kept('word-piece')
export const wordPiece = (ahead, fields) => ({
  type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: vocabulary(ahead, wordPieces), ...fields,
})
export const pieces = kept('unigram')
export const unigram = (ahead, fields) => ({ type: 'Unigram', unk_id: 0, vocab: [...ahead.map((token) => [token, 0]), ...pieces], byte_fallback: false, ...fields })

export const byteLevel = (fields) => ({ type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true, ...fields })
export const metaspace = (prepend_scheme = 'always', split = true, replacement = '▁') => ({ type: 'Metaspace', replacement, prepend_scheme, split })
export const sequence = (kind, ...items) => ({ type: 'Sequence', [kind]: items })
export const bertNormalizer = (fields) => ({ type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true, ...fields })
export const replace = (pattern, content) => ({ type: 'Replace', pattern: pattern instanceof RegExp ? { Regex: pattern.source } : { String: pattern }, content })
export const split = (pattern, behavior, invert = false) => ({ type: 'Split', pattern: pattern instanceof RegExp ? { Regex: pattern.source } : { String: pattern }, behavior, invert })

/** A template from text: tokens and A or B, each with :type. */
export const template = (vocab, single, pair) => {
  const ids = Array.isArray(vocab) ? Object.fromEntries(vocab.map(([token], id) => [token, id])) : vocab
  const special = {}
  const parts = (text) => text.split(' ').map((part) => {
    const at = part.lastIndexOf(':')
    const [id, type_id] = [part.slice(0, at), Number(part.slice(at + 1))]
    if (id === 'A' || id === 'B') return { Sequence: { id, type_id } }
    special[id] = { id, ids: [ids[id]], tokens: [id] }
    return { SpecialToken: { id, type_id } }
  })
  return { type: 'TemplateProcessing', single: parts(single), pair: parts(pair), special_tokens: special }
}
export const roberta = (vocab, fields) => ({ type: 'RobertaProcessing', sep: ['</s>', vocab['</s>']], cls: ['<s>', vocab['<s>']], trim_offsets: true, add_prefix_space: false, ...fields })
