import type { Detector } from '../detector.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'inv inv. credit gutschrift lieferung dispatch case tracking awb bol claim return bon nota ticket vorgang anfrage offerte angebot avoir devis zamów nr zam przes sendung sped pakke følgeseddel verkaufs sales work faktur rechnung lieferschein auftrag bestell zamówien zamowien objedn ordre tilaus számla szamla rendel sipariş siparis comand factuur albar bolla reserv réserv prenotaz buchung waybill consignment parcel package return refund quot confirmation pnr voucher purchase sale docket prescription order invoice booking reservation shipment delivery receipt transaction payment commande facture pedido factura fatura nota ordine fattura rma bestel auftrag rechnung liefer sendung vorgang tracking p.o po-n pono po# 注文 請求 伝票'
      .split(' ')
      .concat('po n', 'po #', 'po:'),
  label: plainPattern(
    /(?:(?:bestell|auftrags?|rechnungs?|liefer(?:schein)?|sendungs|vorgangs)[ _-]?(?:nummer|nr|id)\.?|(?:bestel|order|factuur|gutschrifts?|angebots?|verkaufs?|paket|bon|offerte)[ _-]?(?:nummer|nr)\.?|(?:注文|請求書|伝票)(?:番号|ID)|tracking(?:[ _-]?(?:number|no|id|code|#)\.?)?|awb(?:[ _-]?(?:number|no)\.?)?|inv\.(?:[ ]?(?:no|nr)\.?)?|credit (?:note|memo)(?: (?:number|no)\.?)?|delivery note(?: (?:number|no)\.?)?|packing slip(?: (?:number|no)\.?)?|purchase order|work order|sales order|p\.?o\.?[ _-]?(?:number|no|#)\.?)(?![\p{Ll}])/giu,
  ),
  noun: '(?:gutschrift|angebot|avoir|devis|offerte|(?:sales |purchase |work )?order|waybill|consignment|parcel|package|return|refund|quote|quotation|ticket order|po|confirmation|pnr|voucher|purchase|sale|docket|prescription|faktura|faktur|rechnung|lieferschein|auftrag|bestellung|zam[óo]wienie|objedn[áa]vka|ordre|bestilling|tilaus|sz[áa]mla|rendel[ée]s|sipari[şs]|comand[ăa]|bestelling|factuur|albar[áa]n|bolla|reserva|r[ée]servation|prenotazione|buchung|reservierung|invoice|booking|reservation|shipment|delivery|receipt|transaction|payment|commande|facture|pedido|factura|fatura|nota fiscal|ordine|fattura|rma)',
  bare: /\b(?:order|purchase order|work order|sales order|rma|po|inv\.|credit note|delivery note|receipt|tracking|transaction|invoice|bestellung|rechnung|auftrag|commande|facture|pedido|factura|fatura|faktura|bestelling|factuur|ordine|reserva|reservierung|buchung|reservation|booking|shipment|delivery|waybill|consignment|parcel|pnr|quote)[ ](?:(?:no|nr|ref)\.? |#|(?:is|was|ist) )?((?=[\w/-]{0,14}\d{2})(?:[A-Z0-9]{1,4}[-/ ]?)?\d[\w/-]{3,24}|(?<=pnr )[A-Z0-9]{6})\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:ORD|ORDER|ORDR|PO|SO|INV|RE|RG|BEST|AUF|RMA|ORD-NO|CMD|PED|CN|DN|GS|LS|AB|FA|FV|WO|RET|BK|PAY|PMT|TX|TXN|TRK|SHP|QUO|QT|PUR)[-_#/](?:(?:19|20)\d{2}[-_/])?[A-Z]{0,3}\d{4,12}(?:[-/][A-Z0-9]{1,6}){0,2}(?![\p{L}\p{N}_])|\b(?:TXN|TX|ORD|INV|SO|RMA|AWB|DN|CN|LS|QT)[ ]\d{3,10}(?:[ ]\d{3,6}){0,3}(?![\p{L}\p{N}_]|[.,:]\d)|\b(?<![-])(?:ORD|INV|PO|SO|RMA)\d{5,12}(?![\p{L}\p{N}_])|\b1Z[A-Z0-9]{16}\b|\bJ[DJ]D?\d{16,20}\b|\b[A-Z]{2}\d{9}[A-Z]{2}\b|\b(?:in|pi|ch|re|il|cs|py|po|txn|inv|ord|order|pm|si)_(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{14,34}(?![\p{L}\p{N}_])/gu,
  ),
}

/** Numbers of orders, invoices, bookings and deliveries. */
export const orderId: Detector = {
  kind: 'order-id',
  finds: (text, context) => findNumbers('order-id', words, text, context),
}
