import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'

const label = plainPattern(
  /(?:(?:licen[cs]e|product|activation|registration|serial|unlock|cd|upgrade|volume|installation)[ _-]?(?:keys?|codes?|numbers?|no\.?|nr\.?|ids?|#|serial|file)|licen[cs]e|serials?|s\/n|imei(?: ?(?:no\.?|number))?|asset tag|service tag|(?:lizenz|produkt|aktivierungs|freischalt|registrierungs)[ _-]?(?:schl(?:ü|ue)ssel|code|nummer|key|nr\.?|id)|serien(?:nummer|nr\.?)|cl[ée] (?:de |d')?(?:licence|produit|activation)|num[ée]ro de s[ée]rie|licentie(?:sleutel|code|nummer)|serienummer|(?:clave|c[óo]digo) de (?:licencia|producto|activaci[óo]n)|n[úu]mero de s[ée]rie|(?:chave|c[óo]digo) de (?:licen[çc]a|produto|ativa[çc][ãa]o)|(?:chave|clave) d[eo] \p{L}{4,12}|(?:ライセンス|プロダクト)(?:キー|コード)|シリアル(?:番号|ナンバー))(?![\p{Ll}])/giu,
)
const value = plainPattern(
  /[A-Za-z0-9]{2,16}(?:[-_.][A-Za-z0-9]{2,16}){1,9}(?![\p{L}\p{N}_-])|(?:[A-Za-z0-9]{2,16}[-_ ]){2,9}[A-Za-z0-9]{2,16}(?![\p{L}\p{N}_-])|[A-Za-z0-9][A-Za-z0-9-]{6,60}[A-Za-z0-9](?![\p{L}\p{N}_])/uy,
)
const shape = plainPattern(
  /(?=[A-Z0-9]{2,7}-)\b(?<![/-])(?:[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,5}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,7}|[A-Z0-9]{6}(?:-[A-Z0-9]{6}){2,5}|(?:LIC|LICENSE|LICENCE|KEY|SN|SER|LK|PK)-(?=[A-Z0-9-]*\d)[A-Z0-9]{3,12}(?:-[A-Z0-9]{2,12}){0,6})(?![\p{L}\p{N}_-])/gu,
)

const stems =
  'imei asset service licen lizenz product produkt activation aktivier freischalt registr serial serien série s/n unlock cd-key upgrade volume installation clé cle clave código codigo chave número ライセンス プロダクト シリアル'.split(
    ' ',
  )

/** Licence keys, activation codes and serial numbers: after their label, or in groups of capitals and digits. */
export const licenceKey: Detector = {
  kind: 'licence-key',
  finds(text, context) {
    const found: Finding[] = []
    for (const { label: word, value: written, start } of labelled(text, stems, label, value)) {
      const isPlainWord = /^(?:licen[cs]e|serials?|s\/n)$/i.test(word)
      const kept = written.includes(' ') ? groupsOf(written) : written
      if (!isKey(kept, isPlainWord || isPublicSource(context))) continue
      const range = { start, end: start + kept.length }
      found.push(finding('licence-key', text, range, 0.9, `after “${word}”`))
    }
    for (const match of matches(text, shape)) {
      const isMixed = /[A-Z]/.test(match[0]) && /\d/.test(match[0])
      const isSample = /X{4}|0000-0000|1234-5678|^(.)\1+-/.test(match[0])
      if (!isMixed || (isSample && isPublicSource(context))) continue
      const range = { start: match.index, end: match.index + match[0].length }
      found.push(finding('licence-key', text, range, 0.88, 'groups of a licence key'))
    }
    return found
  },
}

/** Of a key written with spaces: the leading groups of capitals and digits. */
function groupsOf(written: string): string {
  return (
    /^[A-Z0-9]{2,16}(?:[-_ ](?=[A-Z0-9-]*\d|[A-Z]{4,6}(?![a-z])|(?<=-)[A-Z]{2,6}(?![a-z]))[A-Z0-9]{2,16})*/.exec(
      written,
    )?.[0] ?? ''
  )
}

function isKey(written: string, isStrict: boolean): boolean {
  if (written.length < 6 || (written.match(/\d/g)?.length ?? 0) < 2) return false
  if (
    /^(?:v?\d+(?:[.-]\d+)*|(?:GPL|LGPL|AGPL|BSD|MIT|Apache|CC|MPL|EPL|CDDL)[-\w]*|\d{4}-\d{2}-\d{2})$/i.test(
      written,
    )
  )
    return /^\d{8,}$|^\d{3,}(?:-\d{3,}){2,}$/.test(written) && !isStrict
  return !isStrict || (written.match(/\d/g)!.length >= 3 && /[A-Z]/.test(written) && written.length >= 8)
}
