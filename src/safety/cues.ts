import type { FindingKind } from './detector.ts'
import { matches } from './matches.ts'
import { folded } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

/** A word that tells what the next number or name is, and where it stands. */
export type Cue = { kind: CueKind; start: number; end: number }
/** `none` is counted and belongs to nobody; `number` is "no." and its like, which says nothing of whose. */
export type CueKind = FindingKind | 'none' | 'number'

/**
 * What people call things of a kind, folded; `*` for any ending, as in compounds, and `_` for a space or hyphen. The
 * first kind that has a word keeps it.
 */
const vocabulary: readonly [kind: CueKind, words: string][] = [
  [
    'number',
    'number numbers nummer numero numer num nbr n no nr № номер 番号 编号 번호 id ids identifier kennung',
  ],
  [
    'none',
    'order_by group_by in_order error errno fehler erreur err exception status exit version build release firmware revision port line page step chapter section kb bug event process pid thread row column room floor item model size max min limit total timeout since until code_4 code_5 http driver level figure table vlan channel option article question sku part batch reason_code message_id run test flight rack seat counter gate platform dpi price amount eur usd gbp',
  ],
  [
    'national-id',
    "passport passeport pasaporte passaporto reisepass paspoort pass_no national_id identity_card id_card ausweis tax_id taxpayer steuer_id steuernummer vat ssn social_security pesel bsn dni nif nie cpf cnpj aadhaar personnummer codice_fiscale kra_pin gstin driving_licence driver's_licence driver's_license id_number id_no",
  ],
  [
    'licence-key',
    'licence license licencia licenca lizenz* licentie serial serial_number serial_no serien* s_n sn activation product_code product_key imei service_tag asset_tag asset voucher_code dongle',
  ],
  [
    'customer-id',
    'customer cust client cliente clienti kunde* kund kd klant* klient* debtor debitor debiteur member mitglied* medlem adherent abonne socio subscriber patient mrn upn guest_id pupil student employee staff personnel badge loyalty passenger policyholder policy_holder player donor resident account_holder matric* matrik* card_no library_card card frequent_flyer clubcard chip_card cif client_code user_id userid uid profile_id',
  ],
  [
    'order-id',
    'order po p_o invoice inv booking reservation reserv* prenotazione rma shipment consignment waybill awb tracking parcel package receipt quote quotation offer delivery transaction txn payment purchase refund return repair docket prescription ticket pnr ref refs reference referenz referencia confirmation credit_note bestell* auftrag* rechnung* liefer* sendung* paket* gutschrift beleg* bon angebot* vorgang* aktenzeichen az commande facture devis colis pedido factura fatura albaran envio ordine fattura bolla spedizione ordre faktur* zending offerte zamowieni* zamówieni* przesyłk* objednavk* encomenda nota_fiscal siparis* kargo tilaus lasku rendeles* szamla заказ* incident case_file job_no work_order collected dropped_off',
  ],
  [
    'account-id',
    'account acct a_c tenant workspace wksp organisation organization org subscription contract agreement policy police poliza apolice meter mandate membership project project_id site_id merchant vendor supplier partner partner_id reseller loan teamviewer anydesk rustdesk remote_id remote_desktop_id sip wallet deposit konto* vertrag* mandant* mandats* zahler* compte contrat cuenta contrato conta conto contratto rekening avtal umowa umowy rachunek claim schaden* sinistre siniestro dossier routing sort_code bic swift iban blz username user_name login login_name accountname realm codice_destinatario smartmeter ean',
  ],
  [
    'phone',
    'phone tel telephone telefon* mobil mobile cell handy movil celular portable call ring dial fax ext extension durchwahl whatsapp sms text reach pager hotline poste klapp*',
  ],
  ['token', 'token session cookie jwt bearer'],
  ['key', 'api_key apikey secret_key access_key signing_secret client_secret app_secret key'],
  [
    'password',
    'password passwort passwd pwd pw pass passcode passphrase pin secret credential credentials kennwort mot_de_passe mdp contrasena clave senha wachtwoord hasło losenord parola sifre unlock_code changed_it_to set_it_to the_old_one_was reset_to',
  ],
  [
    'host',
    'host hosts server servers machine machines computer computers box node nodes vm vms workstation workstations laptop laptops notebook notebooks pc pcs desktop desktops printer printers nas firewall firewalls switch router gateway cluster appliance rechner drucker serveur servidor serwer macchina maquina equipo registrar system db database',
  ],
]

const exact = new Map<string, CueKind>()
/** By their first four letters. */
const beginnings = new Map<string, { beginning: string; kind: CueKind }[]>()
for (const [kind, words] of vocabulary) {
  for (const word of words.split(' ')) {
    const beginning = word.slice(0, -1)
    if (!word.endsWith('*')) exact.set(word.replaceAll('_', ' '), exact.get(word) ?? kind)
    else {
      const key = beginning.slice(0, 4)
      beginnings.set(key, [...(beginnings.get(key) ?? []), { beginning, kind }])
    }
  }
}
const mostWords = 4

/** Words, and the parts of those joined by humps: "orderNumber". */
const part = plainPattern(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}']+|[^\x00-\x7f]+/gu)

/** Every word of a line that tells what stands beside it, in order. */
export function cuesIn(line: string): Cue[] {
  const parts = Array.from(matches(line, part), ({ 0: word, index }) => ({
    word: folded(word),
    start: index,
    end: index + word.length,
  }))
  const cues: Cue[] = []
  for (let at = 0; at < parts.length; at++) {
    const { word, start } = parts[at]!
    let phrase = word
    let kind = exact.get(word) ?? kindOfBeginning(word)
    let last = at
    for (let next = at + 1; next < parts.length && next < at + mostWords; next++) {
      if (parts[next]!.start - parts[next - 1]!.end > 1) break
      phrase += ` ${parts[next]!.word}`
      const joined = exact.get(phrase)
      if (joined === undefined) continue
      kind = joined
      last = next
    }
    if (kind !== undefined) cues.push({ kind, start, end: parts[last]!.end })
    at = last
  }
  return cues
}

function kindOfBeginning(word: string): CueKind | undefined {
  return beginnings.get(word.slice(0, 4))?.find(({ beginning }) => word.startsWith(beginning))?.kind
}
