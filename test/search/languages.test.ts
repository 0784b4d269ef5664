import stemmers from 'snowball-stemmers'
import { expect, test } from 'vitest'
import { porter } from '../../src/search/page/porter.ts'
import { wordsIn } from '../../src/search/page/words.ts'
import { article, idsFor, searchOver } from './support.ts'

const foldedWords = (text: string) => wordsIn(text).map((word) => word.folded)

test('words are folded, and keep versions, C++ and contractions whole', () => {
  expect(foldedWords("Don't use C++ or C# 2.3.1, node.js!")).toEqual([
    'dont',
    'use',
    'c++',
    'or',
    'c#',
    '2.3.1',
    'node',
    'js',
  ])
  expect(foldedWords('Straße Ünïcode ЧАЙ')).toEqual(['strasse', 'unicode', 'чай'])
  expect(foldedWords('v2.3.1')).toEqual(foldedWords('2.3.1'))
})

test('text without spaces is searched by pairs of letters', () => {
  expect(foldedWords('東京タワー と hello')).toEqual(['東京', '京タ', 'タワ', 'ワー', 'と', 'hello'])
  expect(foldedWords('水')).toEqual(['水'])
})

test('places of words are places in the text as it stands', () => {
  const text = 'É 東京都 مُحَمَّد'
  for (const { start, end, folded } of wordsIn(text))
    expect(wordsIn(text.slice(start, end))[0]!.folded).toBe(folded)
})

test('the stems are those of Porter', () => {
  const snowball = stemmers.newStemmer('porter')
  const words =
    'caresses ponies ties cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational valenci digitizer conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll yellow saying enjoyed yes syzygy batteries flickering refunds'
  for (const word of words.split(' ')) expect(porter(word), word).toBe(snowball.stem(word))
})

test('a German reader finds other forms of a word, with and without umlauts', async () => {
  const over = await searchOver(
    [
      article('a1', 'Passwörter ändern', 'Öffnen Sie die Einstellungen.'),
      article('a2', 'Rechnungen herunterladen', 'Im Konto, unter Zahlung.'),
    ],
    {},
    'de',
  )
  expect(await idsFor('Passwort', over)).toEqual(['a1'])
  expect(await idsFor('passwoerter', over)).not.toEqual(['a2'])
  expect(await idsFor('rechnung', over)).toEqual(['a2'])
  expect(await idsFor('Einstellung', over)).toEqual(['a1'])
})

test('Chinese, Japanese and Arabic articles are found by parts of their titles', async () => {
  const chinese = await searchOver(
    [
      article('a1', '如何重置密码', '打开设置，选择“忘记密码”。'),
      article('a2', '退款需要多长时间', '五天。'),
    ],
    {},
    'zh',
  )
  expect(await idsFor('密码', chinese)).toEqual(['a1'])
  expect(await idsFor('退款时间', chinese)).toEqual(['a2'])
  const japanese = await searchOver(
    [
      article('a1', 'パスワードを変更する', '設定を開きます。'),
      article('a2', '返金について', '五日かかります。'),
    ],
    {},
    'ja',
  )
  expect(await idsFor('パスワード', japanese)).toEqual(['a1'])
  const arabic = await searchOver(
    [article('a1', 'كيف أغيّر كلمة المرور', 'افتح الإعدادات.'), article('a2', 'متى يصل المبلغ', 'خمسة أيام.')],
    {},
    'ar',
  )
  expect(await idsFor('كلمة المرور', arabic)).toEqual(['a1'])
  const { results } = await arabic.search('المرور')
  const { title, titleMarks } = results[0]!
  expect(titleMarks.map(([start, end]) => title.slice(start, end))).toEqual(['المرور'])
})
