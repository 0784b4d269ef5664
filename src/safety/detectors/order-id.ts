import type { Detector } from '../detector.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'order invoice booking reservation shipment delivery receipt transaction payment commande facture pedido factura fatura nota ordine fattura rma bestel auftrag rechnung liefer sendung vorgang tracking p.o po-n pono po# 注文 請求 伝票'
      .split(' ')
      .concat('po n', 'po #', 'po:'),
  label: plainPattern(
    /(?:(?:bestell|auftrags?|rechnungs?|liefer(?:schein)?|sendungs|vorgangs)[ _-]?(?:nummer|nr|id)\.?|(?:bestel|order|factuur)[ _-]?(?:nummer|nr)\.?|(?:注文|請求書|伝票)(?:番号|ID)|tracking[ _-]?(?:number|no|id)\.?|p\.?o\.?[ _-]?(?:number|no|#)\.?)(?![\p{Ll}])/giu,
  ),
  noun: '(?:(?:sales |purchase |work )?order|invoice|booking|reservation|shipment|delivery|receipt|transaction|payment|commande|facture|pedido|factura|fatura|nota fiscal|ordine|fattura|rma)',
  bare: /\b(?:order|invoice|bestellung|rechnung|auftrag|commande|facture|pedido|factura|fatura|bestelling|factuur|ordine|booking|shipment|delivery)[ ](?:no )?((?=[\w/-]{0,14}\d{3})(?:[A-Z]{1,4}[-/]?)?\d[\w/-]{3,20})\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:ORD|ORDER|ORDR|PO|SO|INV|RE|RG|BEST|AUF|RMA|ORD-NO|CMD|PED)[-_#](?:(?:19|20)\d{2}[-_/])?[A-Z]{0,3}\d{4,12}(?:-\d{1,6})?(?![\p{L}\p{N}_])/gu,
  ),
}

/** Numbers of orders, invoices, bookings and deliveries. */
export const orderId: Detector = {
  kind: 'order-id',
  finds: (text, context) => findNumbers('order-id', words, text, context),
}
