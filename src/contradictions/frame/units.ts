import { stem, table } from '../../lib/words.ts'

export const units: Record<string, [string, number] | undefined> = Object.create(null)
for (const [dimension, line] of Object.entries({
  time: 'ms:0.001 millisecond:0.001 s:1 sec:1 second:1 min:60 minute:60 h:3600 hr:3600 hour:3600 d:86400 day:86400 night:86400 w:604800 week:604800 fortnight:1209600 month:2592000 quarter:7776000 y:31536000 yr:31536000 year:31536000 decade:315360000',
  bytes:
    'b:1 byte:1 kb:1e3 kib:1024 kilobyte:1e3 mb:1e6 mib:1048576 meg:1e6 megabyte:1e6 gb:1e9 gib:1073741824 gig:1e9 gigabyte:1e9 tb:1e12 tib:1099511627776 terabyte:1e12 pb:1e15',
  bandwidth: 'kbps:1e3 mbps:1e6 mbit:1e6 mbit/s:1e6 gbps:1e9',
  frequency: 'hz:1 khz:1e3 mhz:1e6 ghz:1e9',
  length: 'mm:0.001 cm:0.01 m:1 metre:1 meter:1 km:1000 inch:0.0254 feet:0.3048 foot:0.3048 ft:0.3048',
  weight: 'g:1 gram:1 kg:1000 kilogram:1000 kilo:1000 lb:453.6 lbs:453.6 pound:453.6 oz:28.35',
  pixels: 'px:1 pixel:1 megapixel:1e6',
  percent: '%:1 percent:1 pct:1',
  temperature: '°c:1 °:1 degree:1 celsius:1 c:1',
  power: 'watt:1 w:1 kw:1000',
  voltage: 'v:1 volt:1',
  charge: 'mah:1',
  'money:$': 'dollar:1 usd:1 buck:1',
  'money:€': 'euro:1 eur:1 €:1',
  'money:£': 'gbp:1 £:1 quid:1',
  'money:fr': 'chf:1 franc:1 francs:1',
  'money:any': 'cent:0.01',
})) {
  for (const pair of line.split(' ')) {
    const cut = pair.lastIndexOf(':')
    units[pair.slice(0, cut)] = [dimension, Number(pair.slice(cut + 1))]
    units[stem(pair.slice(0, cut))] ??= [dimension, Number(pair.slice(cut + 1))]
  }
}

export const rates = table<number>({
  hourly: 3600,
  daily: 86400,
  nightly: 86400,
  weekly: 604800,
  fortnightly: 1209600,
  biweekly: 1209600,
  monthly: 2592000,
  quarterly: 7776000,
  yearly: 31536000,
  annually: 31536000,
})

export const scales = table<number>({
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  m: 1e6,
  hundred: 100,
  dozen: 12,
})
