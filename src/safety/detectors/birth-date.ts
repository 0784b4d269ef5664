import type { Detector, Finding } from '../detector.ts'
import { finding } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { plainPattern } from '../plain-pattern.ts'

const label = plainPattern(
  /(?:dates? of birth|birth[ _-]?(?:date|day)s?|d\.?o\.?b\.?|born(?:(?: in \p{Lu}[\p{L}-]{2,24}(?:,? \p{Lu}[\p{L}-]{2,24})?)? on| in)?(?: the)?|urodz(?:enia|on[yay])|ur\.|födelse(?:datum|dag)|född|f[øo]dselsd(?:ato|ag)|født|syntym[äa]aika|dat[ăa] na[șs]terii|n[ăa]scut[ăa]?|datum narozen[íi]|narozen[áaýy]?|sz[üu]let[ée]si (?:d[áa]tum|id[őo])|sz[üu]letett|do[ğg]um tarihi|дата рождения|д\.р\.|出生(?:年月)?日期?|생년월일|tanggal lahir|ng[àa]y sinh|geburts(?:datum|tag)|geboren(?: am| op)?|geb\.|n[ée]e?(?: le)|date de naissance|geboorte(?:datum|dag)|fecha de nacimiento|nacid[oa](?: el)?|f\. ?nac\.?|data (?:de nascimento|di nascita)|nascid[oa](?: em)?|nasc\.|nat[oa] il|生年月日|生まれ|जन्म ?तिथि|date_naissance|(?<=[a-z])(?:Birth|Dob))(?: \((?:dd|mm|yyyy|tt|jj|jjjj|aaaa|[/. -])+\))?(?![\p{Ll}])/giu,
)
const month =
  '(?:jan|feb|f[ée]v|m[aä]r|mrt|maa|abr|apr|avr|ma[iyjg]|jun|juin|giu|jul|juil|lug|aug|ago|ao[uû]|sep|set|oct|okt|out|ott|nov|dec|dez|d[ée]c|dic|gen)\\p{L}{0,7}\\.?'
const date = plainPattern(
  new RegExp(
    `\\d{4}[-/. ]\\d{1,2}[-/. ]\\d{1,2}(?!\\d)|\\d{1,2}[-/. ]{1,2}\\d{1,2}[-/. ]{1,2}(?:\\d{4}|\\d{2})(?!\\d)|\\d{1,2}(?:st|nd|rd|th|er|º)?\\.?[ -](?:of[ ]|de[ ]|di[ ])?${month}[ ,-]{1,3}(?:de[ ])?\\d{2,4}(?!\\d)|${month}[ ]\\d{1,2}(?:st|nd|rd|th)?,?[ ]\\d{4}(?!\\d)|(?:(?:昭和|平成|令和|大正)\\d{1,2}|\\d{4})年\\d{1,2}月\\d{1,2}日|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)`,
    'iuy',
  ),
)

const stems =
  'birth born dob d.o.b geb né nee naiss nato nata nacim nacid nac. nasc 生 जन्म urodz ur. födel född fødsel fodsel født syntym nașter naster ascut nascut născut narozen szület szulet doğum dogum рожд д.р. 出生 생년 lahir sinh'.split(
    ' ',
  )

/** Birth dates: a date right after a word for birth. */
export const birthDate: Detector = {
  kind: 'birth-date',
  finds(text) {
    const found: Finding[] = []
    for (const { label: word, value, start } of labelled(text, stems, label, date)) {
      const year = /(?:18|19|20)\d{2}/.exec(value)?.[0]
      if (/\d{4}/.test(value) && year === undefined && !/[年]/.test(value)) continue
      found.push(
        finding('birth-date', text, { start, end: start + value.length }, 0.93, `date after “${word}”`),
      )
    }
    return found
  },
}
