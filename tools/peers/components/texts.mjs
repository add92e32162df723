// The sentences of Golden/texts.json, and these: more scripts, spaces, digits, controls, private use, long ones.
import { readFileSync, writeFileSync } from 'node:fs'

export const folder = new URL('../../../tests/EmotionOnnx.Tests/Tokenization/Golden/', import.meta.url)

const more = [
  'Thank you so much, I love this day! It is really a lovely, lovely surprise.',
  "I'm sad; you're angry, they've lost, we'll see, he'd cried: DON'T, I'M, YOU'LL.",
  'two  spaces   three    four     and a tab\there\r\nand a new line\n\nand two\n',
  '   leading spaces and trailing ones   ',
  '1 12 123 1234 12345.67 3rd 2nd 1,000,000 ½ ² ٣٤٥ १२३ Ⅻ ④ 12abc34',
  '--- -a-b- - x--y -- (parentheses) [brackets] {braces} <tags> "quotes" ``ticks\'\' “curly” «guillemets»',
  'snake_case camelCase kebab-case a.b.c 100% #tag @name e-mail@host.example',
  'the<mask>end <mask> the <s>x</s> </s><s> <unk> <pad> <|endoftext|> [MASK]',
  ' <mask>  , <mask>. x<mask>x <new> <New> <NEW> new<new>new <new>,<new> Ｎew ｎｅｗ newer renewed new',
  'ａｂｃ ＡＢＣ １２３ ！？ ﾊﾝｶｸ ㌔ ㈱ ™ ℃ Å Ω ﷺ ﬀ ﬃ ſ İ ı ẞ ß ŉ ǰ',
  'Żółć, gęślą jaźń! Příliš žluťoučký kůň. Ő ű ș ț đ ħ ŧ',
  'Ё ё Й й Ї ґ Ў ў Щ: Съешь ещё этих мягких булок.',
  'Ὀδυσσεύς ἄνδρα μοι ἔννεπε ᾳ ῷ ΰ Ϊ ς Σ ΣΑΣ',
  'ארץ ישראל בְּרֵאשִׁית ﬡ יִ',
  'السَّلامُ عَلَيْكُمْ ۱۲۳ ﻻ ﷲ ـــ لا',
  'ශ්‍රී ලංකා தமிழ் తెలుగు ಕನ್ನಡ മലയാളം',
  'বাংলা ગુજરાતી ਪੰਜਾਬੀ ଓଡ଼ିଆ ড় য়',
  'မြန်မာ ភាសាខ្មែរ ພາສາລາວ ไทยคำ ແກ້ວ',
  'ქართული ᲥᲐᲠᲗᲣᲚᲘ Հայերեն և ᏣᎳᎩ ꮳꮃꭹ ⴰⵎⴰⵣⵉⵖ',
  'አማርኛ ᠮᠣᠩᠭᠣᠯ ᐃᓄᒃᑎᑐᑦ ꦗꦮ 𐌰𐌱𐌲 𐐀𐐨 𝒜𝓫 𝟘𝟙 𒀀𒁀',
  '漢字とかなカナﾊﾞｯﾁー 漢語，中文。「引」 한국어ㄱㅏ 각 \u1112\u1161\u11ab',
  '😂😂😂 ☺️ ☹ ♥︎ 👩🏽‍🚒 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ #️⃣ 🇩🇪🇯🇵 🫠',
  'x\ue000y\uf8ff \u{f0000}z\u{10fffd} \ufdd0 \uffff',
  'a\u0001b\u001fc\u007fd\u0080e\u0085f\u009fg\u00a0h\u1680i\u2003j\u2009k\u200bl\u2028m\u2029n\u202fo\u205fp\u2060q\u3000r\ufeffs',
  'z\u0335\u0321\u0328\u0336a\u0300\u0301\u0302\u0303\u0304\u0305lgo e\u0300\u0301 \u0061\u05ae\u0300\u0315',
  '▁the ▁▁ ▁a▁b _ __ ĠĊ Ġthe <0x41> <0x> <0xE2><0x96> ##x x##',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa abababababababababab !!!!!!!! ........ \u0020\u0020\u0020',
  '\n', '\t\n ', '▁', ' a', 'a ', 'A', '\u0301', '😀', '-', '<mask>',
  'On the first day of the new year, my mother wrote to me: “I am so proud of you, and I miss you very much; the house is quiet, the dog sleeps in your chair, and nobody sings any more.” I read it twice, then a third time, and did not know whether to laugh or to cry.',
]

// As JSON, but with escapes for what an editor would show wrongly or not at all, half surrogate pairs among them.
const escaped = (text) =>
  '"' + [...text].map((c) => (/^[\p{L}\p{N}\p{P}\p{S}\p{Emoji} ]$/u.test(c) && !/[\ue000-\uf8ff]/.test(c) ? JSON.stringify(c).slice(1, -1) : c.split('').map((u) => '\\u' + u.charCodeAt().toString(16).padStart(4, '0')).join(''))).join('') + '"'

/** All sentences; the golden files name them by their index. */
export const texts = [...JSON.parse(readFileSync(new URL('texts.json', folder))), ...more]

export const writeTexts = () =>
  writeFileSync(new URL('components/texts.json', folder), '[\n' + texts.map((text) => '  ' + escaped(text)).join(',\n') + '\n]\n')

/** Those whose answers are kept in full; of the others' a digest is. */
export const kept = new Set([0, 5, 7, 11, 21, 24, 38, 43, 44])
