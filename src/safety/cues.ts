import type { FindingKind } from './detector.ts'
import { matches } from './matches.ts'
import { plainPattern } from './plain-pattern.ts'

/** A word that tells what the next number or name is; `none` for what is numbered and belongs to nobody. */
export type Cue = { kind: CueKind; start: number; end: number }
/** `none` is counted and belongs to nobody; `number` is "no." and its like, which says nothing of whose. */
export type CueKind = FindingKind | 'none' | 'number'

/**
 * What people call things of a kind, by the beginnings of their words, so that inflections and compounds are heard
 * too. Sources of regular expressions. The first kind that fits wins: "customer order" is heard as an order.
 */
const words: readonly [kind: CueKind, source: string][] = [
  [
    'number',
    'numbers?|nummer|num[ée]ro|n[úu]mero|numer|num|nbr|n[ºo°]|no|nr|№|номер|番号|编号|번호|ids?|identifier|kennung',
  ],
  [
    'none',
    'order by|group by|in order|error|errno|fehler|erreur|err|exception|status|exit|version|build|release|firmware|revision|port|line|page|step|chapter|section|kb|bug|event|process|pid|thread|row|column|room|floor|item|model|size|max|min|limit|total|timeout|since|until|code [45]|http|driver|level|figure|table|vlan|channel|option|article|question|sku|part|batch|reason code|message id|run|test|flight|rack|seat|counter|gate|platform|dpi|price|amount|eur|usd|gbp',
  ],
  [
    'national-id',
    "passport|passeport|pasaporte|passaporto|reisepass|paspoort|pass no|national id|identity card|id card|ausweis|tax id|taxpayer|steuer-?id|steuernummer|vat|ssn|social security|pesel|bsn|dni|nif|nie|cpf|cnpj|aadhaar|personnummer|codice fiscale|kra pin|gstin|driving licence|driver'?s licen[cs]e|id n(?:umber|o)|id(?=:? \\d{7,})",
  ],
  [
    'licence-key',
    'licen[cs]e|licencia|licen[çc]a|lizenz|licentie|serial|serien|s/n|sn|activation|product (?:code|key)|imei|service tag|asset tag|voucher code|dongle',
  ],
  [
    'customer-id',
    'customer|cust|client|cliente?|kunde\\w*|kund|kd|klant|klient\\w*|debtor|debitor|debiteur|member|mitglied|medlem|adh[ée]rent|abonn[ée]|socio|subscriber|patient|mrn|upn|guest id|pupil|student|employee|staff|personnel|badge|loyalty|passenger|policy ?holder|player|donor|resident|account holder|matri[ck]\\w+|library card|card|kundenkarte|card no|frequent flyer|clubcard|chip ?card|cif|client code|user id|userid|uid|profile id',
  ],
  [
    'order-id',
    'order|po|p\\.o\\.|invoice|inv|booking|reservation|reserv\\w*|r[ée]serv\\w*|prenotazione|rma|shipment|consignment|waybill|awb|tracking|parcel|package|receipt|quote|quotation|offer|delivery|transaction|txn|payment|purchase|refund|return|repair|docket|prescription|ticket|pnr|refs?|reference|r[ée]f[ée]?rence|referencia|confirmation|credit note|bestell\\w*|auftrag\\w*|rechnung\\w*|liefer\\w*|sendung\\w*|paket\\w*|gutschrift|beleg\\w*|bon|angebot\\w*|vorgang\\w*|aktenzeichen|az|commande|facture|devis|colis|pedido|factura|fatura|albar[áa]n|env[íi]o|ordine|fattura|bolla|spedizione|ordre|faktur\\w*|zending|offerte|zam[óo]wieni\\w*|przesyłk\\w*|objedn[áa]vk\\w*|encomenda|nota fiscal|sipari[şs]\\w*|kargo|tilaus|lasku|rendel[ée]s\\w*|sz[áa]mla|заказ\\w*|номер заказа|incident|case file|job no|work order|collected|dropped off',
  ],
  [
    'account-id',
    'account|acct|a/c|tenant|workspace|wksp|organi[sz]ation|org|subscription|contract|agreement|policy|polic[ey]|p[óo]liza|apolice|meter|mandate|membership|project(?: id)?|site id|merchant|vendor|supplier|partner id|reseller|loan|teamviewer|anydesk|rustdesk|remote (?:desktop )?id|sip|wallet|deposit|konto\\w*|vertrag\\w*|mandant\\w*|z[äa]hler\\w*|compte|contrat|cuenta|contrato|conta|conto|contratto|rekening|avtal|umow[ay]|rachunek|claim|schaden\\w*|sinistre|siniestro|dossier|routing|sort code|bic|swift|iban|blz|user ?name|login(?: name)?|accountname|realm|codice destinatario|smartmeter|ean',
  ],
  [
    'phone',
    'phone|tel|t[ée]l[ée]phone|telefon\\w*|mobile?|cell|handy|m[óo]vil|celular|portable|call|ring|dial|fax|ext|extension|durchwahl|whatsapp|sms|text|reach|pager|hotline|poste|klapp\\w*',
  ],
  ['token', 'token|session|cookie|jwt|bearer'],
  ['key', 'api ?key|secret key|access key|signing secret|client secret|app secret|key'],
  [
    'password',
    'password|passwort|passwd|pwd|pw|pass|passcode|passphrase|pin|secret|credentials?|kennwort|mot de passe|mdp|contrase[ñn]a|clave|senha|wachtwoord|has[łl]o|l[öo]senord|parola|[şs]ifre|unlock code|changed it to|set it to|the old one was|reset to',
  ],
  [
    'host',
    'hosts?|servers?|machines?|computers?|box|nodes?|vms?|workstations?|laptops?|notebooks?|pcs?|desktops?|printers?|nas|firewalls?|switch|router|gateway|cluster|appliance|rechner|drucker|serveur|poste|servidor|serwer|server|macchina|m[áa]quina|equipo|registrar|system|db|database',
  ],
]

const beginnings = plainPattern(
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map(([, source]) => `(${source})`).join('|')})(?![\\p{L}])|(?<=[\\p{Ll}_])(?:(?:[Oo]rder|[Ii]nvoice|[Bb]ooking)|([Cc]ustomer|[Cc]lient)|([Aa]ccount|[Tt]enant))(?=[A-Z_]|["']?[:=])`,
    'giu',
  ),
)

/** Every word of a line that tells what stands beside it, in order. */
export function cuesIn(line: string): Cue[] {
  return Array.from(matches(line, beginnings), (match) => {
    const group = match.slice(1, words.length + 1).findIndex((found) => found !== undefined)
    const kind =
      group < 0
        ? match[words.length + 1]
          ? 'customer-id'
          : match[words.length + 2]
            ? 'account-id'
            : 'order-id'
        : words[group]![0]
    return { kind, start: match.index, end: match.index + match[0].length }
  })
}
