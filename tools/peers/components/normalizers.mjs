// Every normalizer alone and in sequence, over a model that shows every character.
import { execFileSync } from 'node:child_process'
import { bertNormalizer, everyCharacter, file, replace, sequence } from './base.mjs'

export const charsmap = execFileSync('/usr/bin/python3', [new URL('charsmap.py', import.meta.url).pathname], { encoding: 'utf8' }).trim()
export const precompiled = { type: 'Precompiled', precompiled_charsmap: charsmap }
const strip = (strip_left, strip_right) => ({ type: 'Strip', strip_left, strip_right })
const of = (...types) => sequence('normalizers', ...types.map((type) => (typeof type === 'string' ? { type } : type)))

const normalizers = {
  lowercase: { type: 'Lowercase' },
  nfc: { type: 'NFC' },
  nfd: { type: 'NFD' },
  nfkc: { type: 'NFKC' },
  nfkd: { type: 'NFKD' },
  'strip-accents': { type: 'StripAccents' },
  'strip-both': strip(true, true),
  'strip-left': strip(true, false),
  'strip-right': strip(false, true),
  'strip-neither': strip(false, false),
  'replace-string': replace('the', 'THE'),
  'replace-string-by-nothing': replace(' ', ''),
  'replace-string-of-special-characters': replace('...', '.*'),
  'replace-spaces': replace(/ {2,}/, ' '),
  'replace-regex-by-more': replace(/[aeiou]+/, '<vowels>'),
  'replace-regex-by-nothing': replace(/\s+/, ''),
  'replace-regex-of-classes': replace(/\p{L}\p{M}*/, 'L'),
  'replace-at-the-ends': replace(/^\s+|\s+$/, '|'),
  prepend: { type: 'Prepend', prepend: '▁' },
  'prepend-more': { type: 'Prepend', prepend: 'so: ' },
  nmt: { type: 'Nmt' },
  precompiled,
  'sequence-of-none': of(),
  'sequence-of-one': of('NFKC'),
  'sequence-accents': of('NFD', 'StripAccents'),
  'sequence-accents-and-case': of('Lowercase', 'NFD', 'StripAccents', 'NFC'),
  'sequence-compatibility': of('NFKD', 'StripAccents', 'Lowercase'),
  'sequence-llama': of({ type: 'Prepend', prepend: '▁' }, replace(' ', '▁')),
  'sequence-xlm-roberta': of(precompiled, replace(/ {2,}/, ' ')),
  'sequence-albert': of(replace('``', '"'), replace("''", '"'), 'NFKD', 'StripAccents', 'Lowercase', precompiled, replace(/ {2,}/, ' ')),
  'sequence-xlnet': of(replace('``', '"'), replace("''", '"'), precompiled, replace(/ {2,}/, ' ')),
  'sequence-deberta': of(strip(true, true), precompiled, replace(/ {2,}/, ' ')),
  'sequence-clip': of('NFC', replace(/\s+/, ' '), 'Lowercase'),
  'sequence-nmt': of('Nmt', 'NFKC', replace(/ {2,}/, ' ')),
  'sequence-nested': of(of('NFC', 'Nmt'), of(strip(true, false), of('Lowercase'))),
  'sequence-strip-what-was-prepended': of({ type: 'Prepend', prepend: '  ' }, strip(true, true), { type: 'Prepend', prepend: '▁' }),
  'sequence-after-bert': of(bertNormalizer(), 'NFC', replace('a', 'ä')),
}

export default Object.fromEntries(Object.entries(normalizers).map(([name, normalizer]) => [`normalizer-${name}`, file({ normalizer, model: everyCharacter })]))
