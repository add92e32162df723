// Every pre-tokenizer alone and in sequence, over a model that shows the pieces.
import { byteLevel, everyByte, everyPiece, file, metaspace, sequence, split } from './base.mjs'

const of = (...types) => sequence('pretokenizers', ...types.map((type) => (typeof type === 'string' ? { type } : type)))
const behaviors = ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']
const digits = (individual_digits) => ({ type: 'Digits', individual_digits })
const delimiter = (c) => ({ type: 'CharDelimiterSplit', delimiter: c })
const punctuation = (behavior) => ({ type: 'Punctuation', behavior })
export const clipWords = /'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+/
export const newerWords = { source: "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" }
const gptWords = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/
export const regex = ({ source }, behavior, invert = false) => ({ ...split('', behavior, invert), pattern: { Regex: source } })

const pieces = {
  bert: { type: 'BertPreTokenizer' },
  whitespace: { type: 'Whitespace' },
  'whitespace-split': { type: 'WhitespaceSplit' },
  punctuation: { type: 'Punctuation' },
  'digits-together': digits(false),
  'digits-one-by-one': digits(true),
  'delimiter-space': delimiter(' '),
  'delimiter-hyphen': delimiter('-'),
  'delimiter-wide': delimiter('😂'),
  'unicode-scripts': { type: 'UnicodeScripts' },
  'metaspace-always': metaspace('always'),
  'metaspace-first': metaspace('first'),
  'metaspace-never': metaspace('never'),
  'metaspace-always-together': metaspace('always', false),
  'metaspace-first-together': metaspace('first', false),
  'metaspace-never-together': metaspace('never', false),
  'metaspace-underscore': metaspace('always', true, '_'),
  'metaspace-older': { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
  'metaspace-oldest': { type: 'Metaspace', replacement: '▁', str_rep: '▁', add_prefix_space: true, prepend_scheme: 'first' },
  'split-clip': regex(clipWords, 'Removed', true),
  'split-gpt': regex(gptWords, 'Isolated'),
  'split-newer': regex(newerWords, 'Isolated'),
  'split-empty-matches': split(/x*/, 'Isolated'),
  'sequence-of-none': of(),
  'sequence-xlm-roberta': of('WhitespaceSplit', metaspace('always')),
  'sequence-deberta': of(punctuation('Isolated'), metaspace('always')),
  'sequence-metaspace-then-digits': of(metaspace('first'), digits(true), punctuation('MergedWithPrevious')),
  'sequence-scripts': of('UnicodeScripts', 'Whitespace'),
  'sequence-delimiters': of(delimiter(' '), delimiter('-'), punctuation('Contiguous')),
  'sequence-nested': of(of('WhitespaceSplit'), of(digits(false), of('BertPreTokenizer'))),
  ...Object.fromEntries(behaviors.map((behavior) => [`punctuation-${behavior}`, punctuation(behavior)])),
  ...Object.fromEntries(behaviors.flatMap((behavior) => [
    [`split-string-${behavior}`, split('a', behavior)],
    [`split-string-${behavior}-inverted`, split('lo', behavior, true)],
    [`split-regex-${behavior}`, split(/\s+|[.,!?]/, behavior)],
    [`split-regex-${behavior}-inverted`, split(/\w+/, behavior, true)],
  ])),
}
const bytes = {
  'byte-level': byteLevel(),
  'byte-level-prefix': byteLevel({ add_prefix_space: true }),
  'byte-level-no-regex': byteLevel({ use_regex: false }),
  'byte-level-prefix-no-regex': byteLevel({ add_prefix_space: true, use_regex: false, trim_offsets: false }),
  'sequence-digits-then-bytes': of(digits(true), byteLevel({ use_regex: false })),
  'sequence-split-then-bytes': of(regex(newerWords, 'Isolated'), byteLevel({ use_regex: false })),
  'sequence-words-then-prefixed-bytes': of('WhitespaceSplit', byteLevel({ add_prefix_space: true })),
  'sequence-clip': of(regex(clipWords, 'Removed', true), byteLevel()),
}

const named = (entries, model) =>
  Object.entries(entries).map(([name, pre_tokenizer]) => [`pre-tokenizer-${name.replace(/[A-Z]/g, (c, at) => (name[at - 1] === '-' ? '' : '-') + c.toLowerCase())}`, file({ pre_tokenizer, model })])
export default Object.fromEntries([...named(pieces, everyPiece), ...named(bytes, everyByte)])
