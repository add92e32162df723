// Writes the Unicode tables that patterns and pre-tokenizers need (src/EmotionOnnx/Tokenization/Unicode) by asking the
// reference. unicode-tables.mjs runs it too; by itself:
//
//   node pattern-tables.mjs [OUTPUT FOLDER]
//
// Patterns in tokenizer.json are Oniguruma's, with the Unicode version that Oniguruma was built with. A pattern such as
// \p{Lu}+ that is run over all code points in order answers with the runs of that class.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hex, rows, table, tableWriter } from './csharp-tables.mjs'

const require = createRequire(import.meta.url)
const reference = require('tokenizers')
const version = JSON.parse(readFileSync(require.resolve('tokenizers/package.json'))).version
const here = dirname(fileURLToPath(import.meta.url))
const output = process.argv[2] ?? join(here, '../../src/EmotionOnnx/Tokenization/Unicode')

const check = (condition, message) => {
  if (!condition) throw new Error(message)
}
const codePoints = []
for (let c = 0; c < 0x110000; c++) if (c < 0xd800 || c >= 0xe000) codePoints.push(c)
const all = codePoints.map((c) => String.fromCodePoint(c)).join('')
const fromIndex = (index) => (index < 0xd800 ? index : index + 0x800) // offsets count code points, and surrogates are none

const preTokenizer = (component) =>
  reference.Tokenizer.fromString(
    JSON.stringify({
      version: '1.0', truncation: null, padding: null, normalizer: null, post_processor: null, decoder: null, added_tokens: [],
      pre_tokenizer: component, model: { type: 'WordLevel', unk_token: '?', vocab: { '?': 0 } },
    }),
  ).getPreTokenizer()
const matches = (pattern, text) =>
  preTokenizer({ type: 'Split', pattern: { Regex: pattern }, behavior: 'Removed', invert: true }).preTokenizeString(text)

// The ranges [first, last] of a class. A run over the gap of surrogates counts as two.
const ranges = (set) =>
  matches(set + '+', all).flatMap(([, [start, end]]) => {
    const first = fromIndex(start), last = fromIndex(end - 1)
    return first < 0xd800 && last > 0xdfff ? [[first, 0xd7ff], [0xe000, last]] : [[first, last]]
  })

// 1. General categories. Oniguruma has no category of its own for surrogates here: no text holds them.
const Categories = [
  'Cn', 'Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po',
  'Sm', 'Sc', 'Sk', 'So', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Co',
]
const fill = (table, set, value, name) => {
  for (const [first, last] of ranges(set)) {
    for (let c = first; c <= last; c++) {
      check(table[c] === 0, `U+${c.toString(16)} is of two ${name}`)
      table[c] = value
    }
  }
}
const category = new Uint8Array(0x110000)
Categories.forEach((name, i) => i > 0 && fill(category, `\\p{${name}}`, i, 'categories'))
const unassigned = ranges('\\p{Cn}').reduce((sum, [first, last]) => sum + last - first + 1, 0)
check(codePoints.filter((c) => category[c] === 0).length === unassigned, 'the categories do not cover all code points')

// 2. Scripts, by their long and short names in Unicode's PropertyValueAliases; those that Oniguruma does not know are left out.
const ScriptNames = `Common Zyyy Inherited Zinh Adlam Adlm Ahom Ahom Anatolian_Hieroglyphs Hluw Arabic Arab Armenian Armn Avestan Avst
Balinese Bali Bamum Bamu Bassa_Vah Bass Batak Batk Bengali Beng Bhaiksuki Bhks Bopomofo Bopo Brahmi Brah Braille Brai Buginese Bugi
Buhid Buhd Canadian_Aboriginal Cans Carian Cari Caucasian_Albanian Aghb Chakma Cakm Cham Cham Cherokee Cher Chorasmian Chrs Coptic Copt
Cuneiform Xsux Cypriot Cprt Cypro_Minoan Cpmn Cyrillic Cyrl Deseret Dsrt Devanagari Deva Dives_Akuru Diak Dogra Dogr Duployan Dupl
Egyptian_Hieroglyphs Egyp Elbasan Elba Elymaic Elym Ethiopic Ethi Garay Gara Georgian Geor Glagolitic Glag Gothic Goth Grantha Gran
Greek Grek Gujarati Gujr Gunjala_Gondi Gong Gurmukhi Guru Gurung_Khema Gukh Han Hani Hangul Hang Hanifi_Rohingya Rohg Hanunoo Hano
Hatran Hatr Hebrew Hebr Hiragana Hira Imperial_Aramaic Armi Inscriptional_Pahlavi Phli Inscriptional_Parthian Prti Javanese Java
Kaithi Kthi Kannada Knda Katakana Kana Kawi Kawi Kayah_Li Kali Kharoshthi Khar Khitan_Small_Script Kits Khmer Khmr Khojki Khoj
Khudawadi Sind Kirat_Rai Krai Lao Laoo Latin Latn Lepcha Lepc Limbu Limb Linear_A Lina Linear_B Linb Lisu Lisu Lycian Lyci Lydian Lydi
Mahajani Mahj Makasar Maka Malayalam Mlym Mandaic Mand Manichaean Mani Marchen Marc Masaram_Gondi Gonm Medefaidrin Medf
Meetei_Mayek Mtei Mende_Kikakui Mend Meroitic_Cursive Merc Meroitic_Hieroglyphs Mero Miao Plrd Modi Modi Mongolian Mong Mro Mroo
Multani Mult Myanmar Mymr Nabataean Nbat Nag_Mundari Nagm Nandinagari Nand New_Tai_Lue Talu Newa Newa Nko Nkoo Nushu Nshu
Nyiakeng_Puachue_Hmong Hmnp Ogham Ogam Ol_Chiki Olck Ol_Onal Onao Old_Hungarian Hung Old_Italic Ital Old_North_Arabian Narb
Old_Permic Perm Old_Persian Xpeo Old_Sogdian Sogo Old_South_Arabian Sarb Old_Turkic Orkh Old_Uyghur Ougr Oriya Orya Osage Osge
Osmanya Osma Pahawh_Hmong Hmng Palmyrene Palm Pau_Cin_Hau Pauc Phags_Pa Phag Phoenician Phnx Psalter_Pahlavi Phlp Rejang Rjng
Runic Runr Samaritan Samr Saurashtra Saur Sharada Shrd Shavian Shaw Siddham Sidd SignWriting Sgnw Sinhala Sinh Sogdian Sogd
Sora_Sompeng Sora Soyombo Soyo Sundanese Sund Sunuwar Sunu Syloti_Nagri Sylo Syriac Syrc Tagalog Tglg Tagbanwa Tagb Tai_Le Tale
Tai_Tham Lana Tai_Viet Tavt Takri Takr Tamil Taml Tangsa Tnsa Tangut Tang Telugu Telu Thaana Thaa Thai Thai Tibetan Tibt Tifinagh Tfng
Tirhuta Tirh Todhri Todr Toto Toto Tulu_Tigalari Tutg Ugaritic Ugar Vai Vaii Vithkuqi Vith Wancho Wcho Warang_Citi Wara Yezidi Yezi
Yi Yiii Zanabazar_Square Zanb`.split(/\s+/)
const known = (name) => {
  try {
    matches(`\\p{${name}}`, 'a')
    return true
  } catch {
    return false
  }
}
const scripts = [['Unknown', 'Zzzz']]
for (let i = 0; i < ScriptNames.length; i += 2) if (known(ScriptNames[i])) scripts.push([ScriptNames[i], ScriptNames[i + 1]])
const script = new Uint8Array(0x110000)
check(scripts.length < 256, 'too many scripts for a byte')
scripts.forEach(([name], i) => i > 0 && fill(script, `\\p{${name}}`, i, 'scripts'))
const unknown = ranges('\\p{Unknown}').reduce((sum, [first, last]) => sum + last - first + 1, 0)
check(codePoints.filter((c) => script[c] === 0).length === unknown, 'the scripts do not cover all code points: a name is missing')

// 3. Other classes, each by its ranges.
const Sets = [
  ['Word', '\\w'], ['Space', '\\s'], ['Alphabetic', '\\p{Alphabetic}'], ['Uppercase', '\\p{Uppercase}'], ['Lowercase', '\\p{Lowercase}'],
  ['Ideographic', '\\p{Ideographic}'], ['Emoji', '\\p{Emoji}'], ['Emoji_Presentation', '\\p{Emoji_Presentation}'],
  ['Emoji_Modifier', '\\p{Emoji_Modifier}'], ['Emoji_Modifier_Base', '\\p{Emoji_Modifier_Base}'], ['Emoji_Component', '\\p{Emoji_Component}'],
  ['Extended_Pictographic', '\\p{Extended_Pictographic}'], ['Variation_Selector', '\\p{Variation_Selector}'],
].map(([name, set]) => [name, ranges(set)])
const same = (a, b) => check(JSON.stringify(ranges(a)) === JSON.stringify(ranges(b)), `${a} is not ${b}`)
// What is put together from those above: \d is Nd, \p{L} is Lu, Ll, Lt, Lm and Lo, and so on (Patterns/NamedSets.cs).
same('[[:word:]]', '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]') // \w lacks some of them
same('[[:alnum:]]', '[\\p{Alphabetic}\\p{Nd}]')
same('[[:graph:]]', '[^\\s\\p{Cc}\\p{Cn}]')
same('[[:print:]]', '[[^\\s\\p{Cc}\\p{Cn}]\\p{Zs}]')
same('[[:punct:]]', '[\\p{P}\\p{S}]') // but \p{Punct} is \p{P}
same('\\p{Punct}', '\\p{P}')
same('\\p{L}', '[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]')
same('\\p{C}', '[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]')

// 4. Case: the code points that (?i:c) matches besides c, and the sequences that count as one code point or the other way round.
const folds = new Map()
const sequences = []
const cased = codePoints.filter((c) => {
  const text = String.fromCodePoint(c)
  return text.toLowerCase() !== text || text.toUpperCase() !== text || text.normalize('NFKC').toLowerCase() !== text.normalize('NFKC')
})
const escaped = (c) => `\\x{${c.toString(16)}}`
const casedText = cased.map((c) => String.fromCodePoint(c)).join('\n')
for (const c of cased) {
  const others = matches(`(?i:${escaped(c)})`, casedText).map(([match]) => match.codePointAt(0)).filter((other) => other !== c)
  if (others.length) folds.set(c, others)
}
// One Oniguruma class per equivalence: (?i:[...]) over all of Unicode must not reach a code point that the list above misses.
const reached = matches(`(?i:[${[...folds.keys()].map(escaped).join('')}])`, all).map(([match]) => match).filter((match) => [...match].length === 1)
check(reached.length === folds.size && reached.every((match) => folds.has(match.codePointAt(0))), 'case folding reaches further code points')
for (const [c, others] of folds) for (const other of others) check(folds.get(other)?.includes(c), `case folding of U+${c.toString(16)} is no equivalence`)
for (const c of cased) {
  const text = String.fromCodePoint(c)
  const variants = new Set([text.toUpperCase(), text.toLowerCase(), text.toUpperCase().toLowerCase(), text.normalize('NFKC').toLowerCase(), text.normalize('NFD').toLowerCase()])
  for (const variant of variants) {
    const parts = [...variant]
    if (parts.length < 2) continue
    const whole = matches(`\\A(?i:${escaped(c)})\\z`, variant)
    if (whole.length === 1 && !sequences.some(([one, folded]) => one === c && folded === variant.toLowerCase())) sequences.push([c, variant.toLowerCase()])
  }
}
// A code point's sequences are all the same but for case; the first two letters tell where one may begin.
const composites = [...new Map(sequences.toReversed())].sort((a, b) => a[0] - b[0])

// 5. The scripts of the UnicodeScripts pre-tokenizer, which has a table of its own. Code points of no script ("any") go with
//    whatever stands beside them; at the beginning of a text they are dropped.
const byScript = preTokenizer({ type: 'UnicodeScripts' })
const pieces = (text) => byScript.preTokenizeString(text)
const place = new Uint8Array(0x110000) // 0: any
const representatives = [null]
let previous = -1
for (const c of codePoints) {
  const text = String.fromCodePoint(c)
  if (pieces(text).length === 0) {
    previous = -1
    continue
  }
  if (previous >= 0 && pieces(String.fromCodePoint(previous) + text).length === 1) {
    place[c] = place[previous]
  } else {
    let id = representatives.findIndex((other) => other !== null && pieces(other + text).length === 1)
    if (id < 0) id = representatives.push(text) - 1
    check(id < 256, 'too many scripts of UnicodeScripts')
    place[c] = id
  }
  previous = c
}

// Writing.
const write = tableWriter(output, 'pattern-tables.mjs', version)
const runsOf = (values) => {
  const starts = [0]
  for (let c = 1; c < 0x110000; c++) if (values[c] !== values[c - 1] && (c < 0xd800 || c > 0xdfff)) starts.push(c)
  return starts
}
// Surrogates are no characters; they continue the run before them.
for (const values of [category, script, place]) values.fill(values[0xd7ff], 0xd800, 0xe000)

const categoryStarts = runsOf(category)
write('GeneralCategoryData', [
  table('int', 'Starts', 'The first code point of each run of one category; a run ends where the next one starts.', categoryStarts.map(hex)),
  table('byte', 'Categories', 'The category of each run (GeneralCategory).', categoryStarts.map((c) => category[c]), 32),
])
const scriptStarts = runsOf(script)
const strings = (values) => values.map((value) => JSON.stringify(value))
write('ScriptData', [
  table('int', 'Starts', 'The first code point of each run of one script; a run ends where the next one starts.', scriptStarts.map(hex)),
  table('byte', 'Scripts', 'The script of each run: an index of Names.', scriptStarts.map((c) => script[c]), 32),
  `    // The scripts, each by its long and its short name.\n    internal static readonly string[] Names =\n    [\n${rows(strings(scripts.flat()), 8)}\n    ];\n`,
])
const bounds = Sets.flatMap(([, list]) => list)
const ends = []
Sets.reduce((sum, [, list]) => (ends.push(sum + list.length), sum + list.length), 0)
write('CharacterSetData', [
  `    // The classes, by name.\n    internal static readonly string[] Names =\n    [\n${rows(strings(Sets.map(([name]) => name)), 8)}\n    ];\n`,
  table('ushort', 'Ends', 'Where the ranges of each class end in Firsts and Lasts; they start where those before end.', ends),
  table('int', 'Firsts', 'The first code point of each range.', bounds.map(([first]) => hex(first))),
  table('int', 'Lasts', 'The last code point of each range.', bounds.map(([, last]) => hex(last))),
])
const pairs = [...folds].flatMap(([c, others]) => others.map((other) => [c, other])).sort((a, b) => a[0] - b[0] || a[1] - b[1])
write('CaseFoldingData', [
  table('int', 'Sources', 'A code point, ascending; it stands once for each other one that (?i) takes for it.', pairs.map(([c]) => hex(c))),
  table('int', 'Targets', 'The other code point.', pairs.map(([, other]) => hex(other))),
  table('int', 'Composites', 'The code points that (?i) takes for a sequence of several too, ascending.', composites.map(([c]) => hex(c))),
  table('int', 'SequenceFirsts', 'The first of each sequence.', composites.map(([, text]) => hex([...text][0].codePointAt(0)))),
  table('int', 'SequenceSeconds', 'The second of each sequence.', composites.map(([, text]) => hex([...text][1].codePointAt(0)))),
])
const placeStarts = runsOf(place)
write('UnicodeScriptsData', [
  table('int', 'Starts', 'The first code point of each run of one script; a run ends where the next one starts.', placeStarts.map(hex)),
  table('byte', 'Scripts', "The script of each run, by number; 0 goes with any.", placeStarts.map((c) => place[c]), 32),
])
console.log(`${categoryStarts.length} runs of categories, ${scriptStarts.length} runs of ${scripts.length} scripts, ${bounds.length} ranges of ${Sets.length} classes, ` +
  `${folds.size} code points with another case, ${sequences.length} sequences, ${placeStarts.length} runs of ${representatives.length} scripts of UnicodeScripts`)
